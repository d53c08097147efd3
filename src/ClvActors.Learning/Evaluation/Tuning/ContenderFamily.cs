using System.Collections.ObjectModel;
using ClvActors.Learning.Evaluation.Contenders;

namespace ClvActors.Learning.Evaluation.Tuning;

/// <summary>A contender with parameters to be found: what to search and how to make one.</summary>
/// <remarks>Immutable; any number of threads may use it.</remarks>
/// <param name="Key">Name on command lines: small letters and hyphens.</param>
/// <param name="Name">Name in tables and documents.</param>
/// <param name="Ranges">The parameters; none when the contender is fixed.</param>
/// <param name="Make">Makes a contender of one value per parameter.</param>
public sealed record ContenderFamily(
    string Key, string Name, IReadOnlyList<ParameterRange> Ranges, Func<IReadOnlyDictionary<string, double>, IContender> Make)
{
    /// <summary>A family without parameters.</summary>
    public static ContenderFamily Fixed(string key, IContender contender)
    {
        ArgumentNullException.ThrowIfNull(contender);
        return new ContenderFamily(key, contender.Name, [], _ => contender);
    }

    /// <summary>Whether there is anything to search.</summary>
    public bool IsTunable => Ranges.Count > 0;

    /// <summary>The standard values, in the order of the ranges.</summary>
    public IReadOnlyDictionary<string, double> Standard => Values(range => range.Standard);

    /// <summary>The contender with standard values.</summary>
    public IContender MakeStandard() => Make(Standard);

    /// <summary>The parameters of a trial: the standard values for the first, seeded draws for the others.</summary>
    /// <param name="trial">Number of the trial, from 0.</param>
    /// <param name="seed">Seed of the search. A trial's draw depends on it and on the number alone, so that a search can stop and go on.</param>
    public IReadOnlyDictionary<string, double> Parameters(int trial, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trial);
        if (trial == 0)
        {
            return Standard;
        }

        MersenneTwister random = new(unchecked(((uint)seed * 0x9E3779B9u) + (uint)trial));
        return Values(range => range.At(random.NextDouble()));
    }

    private ReadOnlyDictionary<string, double> Values(Func<ParameterRange, double> value)
    {
        OrderedDictionary<string, double> values = [];
        foreach (ParameterRange range in Ranges)
        {
            values.Add(range.Name, value(range));
        }

        return new ReadOnlyDictionary<string, double>(values);
    }
}
