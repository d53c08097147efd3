using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ClvActors.Domain.Features;

namespace ClvActors.CommandLine.Input;

/// <summary>Options that several verbs share, spelt and explained once.</summary>
internal static class CommonOptions
{
    public static Option<string> Data() => new("--data")
    {
        Description = "Transactions: a .csv, .csv.gz or UCI .xlsx file in the Online Retail II layout.",
        HelpName = "FILE",
        Required = true,
    };

    public static Option<bool> Strict() => new("--strict")
    {
        Description = "Stop at the first malformed line instead of counting it.",
    };

    public static Option<string> TimeZone()
    {
        Option<string> option = new("--time-zone")
        {
            Description = "IANA time zone that times with an offset are converted to.",
            HelpName = "ZONE",
            DefaultValueFactory = _ => "UTC",
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !TimeZoneInfo.TryFindSystemTimeZoneById(result.Tokens[0].Value, out _))
            {
                result.AddError($"--time-zone: '{result.Tokens[0].Value}' is not a known time zone.");
            }
        });
        return option;
    }

    public static Option<DateOnly> Date(string name, string description, DateOnly? standard = null)
    {
        Option<DateOnly> option = new(name)
        {
            Description = description,
            HelpName = "YYYY-MM-DD",
            Required = standard is null,
            CustomParser = ParseDate,
        };
        if (standard is { } date)
        {
            option.DefaultValueFactory = _ => date;
        }

        return option;
    }

    /// <summary>A date that need not be given.</summary>
    public static Option<DateOnly?> OptionalDate(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "YYYY-MM-DD",
        CustomParser = result => ParseDate(result),
    };

    /// <summary>A text that need not be given.</summary>
    public static Option<string?> Optional(string name, string description, string helpName) => new(name)
    {
        Description = description,
        HelpName = helpName,
    };

    public static Option<DateOnly> AsOf() => Date("--as-of", "The as-of date D; the window is the 365 days up to and including it.");

    public static Option<string> Models() => new("--models")
    {
        Description = "Folder that holds one folder per bundle, and champion.json.",
        HelpName = "DIR",
        Required = true,
    };

    /// <summary>A number above 0 and below 1.</summary>
    public static Option<double> Share(string name, string description, double standard) => new(name)
    {
        Description = description,
        HelpName = "X",
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !(value > 0 && value < 1))
            {
                result.AddError($"{name}: '{text}' is not a number above 0 and below 1.");
            }

            return value;
        },
    };

    /// <summary>An as-of date that need not be given.</summary>
    public static Option<DateOnly?> NewestAsOf(string description) => new("--as-of")
    {
        Description = $"{description} Default: the newest whose horizon the data covers.",
        HelpName = "YYYY-MM-DD",
        CustomParser = result => ParseDate(result),
    };

    public static Option<string> Out(string description, string helpName = "FILE") => new("--out")
    {
        Description = description,
        HelpName = helpName,
        Required = true,
    };

    /// <summary>Which list of features; the reference set when not given.</summary>
    public static Option<FeatureList> Set(string description)
    {
        Option<FeatureList> option = SetWithoutDefault(description);
        option.DefaultValueFactory = _ => FeatureSet.Reference;
        return option;
    }

    /// <summary>A feature set whose default depends on other options; null when it is not given.</summary>
    public static Option<FeatureList> SetWithoutDefault(string description) => new("--set")
    {
        Description = description,
        HelpName = $"{FeatureSet.Reference.Name}|{FeatureSet.Behaviour.Name}",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            FeatureList? list = FeatureSet.Find(text);
            if (list is null)
            {
                result.AddError($"--set: '{text}' is no feature set, expected {FeatureSet.Reference.Name} or {FeatureSet.Behaviour.Name}.");
            }

            return list!;
        },
    };

    /// <summary>A whole number that must not be less than a bound.</summary>
    public static Option<int> WholeNumber(string name, string description, int standard, int least, int most = int.MaxValue)
    {
        Option<int> option = new(name)
        {
            Description = description,
            HelpName = "N",
            DefaultValueFactory = _ => standard,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                bool isInRange = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most;
                if (!isInRange)
                {
                    string range = most == int.MaxValue ? $"of at least {least}" : $"from {least} to {most}";
                    result.AddError($"{name}: '{text}' is not a whole number {range}.");
                }

                return value;
            },
        };
        return option;
    }

    private static DateOnly ParseDate(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
        {
            string name = result.Parent is OptionResult option ? option.Option.Name : "the date";
            result.AddError($"{name}: '{text}' is not a date like 2010-11-30.");
        }

        return date;
    }
}
