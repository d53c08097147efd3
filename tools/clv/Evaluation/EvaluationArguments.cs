using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ClvActors.CommandLine.Input;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Evaluation.ThirtyDays;

namespace ClvActors.CommandLine.Evaluation;

/// <summary>Options of evaluating and tuning, and what their values must be.</summary>
internal static class EvaluationArguments
{
    private const int PublishedHorizon = 374;
    private const int LongestHorizon = 36_500;

    // The machines that figures are quoted from have two processors.
    private const int MostThreads = 2;

    public static Option<int> Horizon() => CommonOptions.WholeNumber("--horizon-days", "Days after D whose spend is predicted.", PublishedHorizon, 1, LongestHorizon);

    public static Option<int> FewestPurchases() =>
        CommonOptions.WholeNumber("--fewest-purchases", "Customers with fewer purchases in the window are left out.", ColdStartRule.ModelFromPurchases, 1, 1000);

    public static Option<int> Threads() => CommonOptions.WholeNumber(
        "--threads", "Fits at once; they change nothing but the time.", Math.Min(MostThreads, Environment.ProcessorCount), 1, 1024);

    public static string[] ParseList(ArgumentResult result) =>
        [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    public static DateOnly[] ParseDates(ArgumentResult result)
    {
        SortedSet<DateOnly> dates = [];
        foreach (string text in ParseList(result))
        {
            if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
            {
                result.AddError($"{((OptionResult)result.Parent!).Option.Name}: '{text}' is not a date like 2010-11-30.");
            }

            dates.Add(date);
        }

        return [.. dates];
    }

    public static ThirtyDayTarget? ParseTarget(ArgumentResult result)
    {
        switch (result.Tokens[0].Value)
        {
            case "spend":
                return ThirtyDayTarget.Spend;
            case "purchase":
                return ThirtyDayTarget.Purchase;
            default:
                result.AddError($"--next-30-days: '{result.Tokens[0].Value}' is neither spend nor purchase.");
                return null;
        }
    }

    public static int NotNegative(int value, string option) =>
        value >= 0 ? value : throw new WrongArgumentsException($"{option}: '{value}' is not a whole number of at least 0.");

    public static int NotOne(int value, string option) =>
        value != 1 ? value : throw new WrongArgumentsException($"{option}: a cross-validation has at least 2 folds, or 0 for none.");

    /// <summary>The command line as it can be typed again.</summary>
    public static string CommandLine(ParseResult values) =>
        string.Join(' ', values.Tokens.Select(token => token.Value.Any(char.IsWhiteSpace) ? $"\"{token.Value}\"" : token.Value).Prepend("clv"));
}
