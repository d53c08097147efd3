using ClvActors.Learning.Evaluation;

namespace ClvActors.Learning.Tuning;

/// <summary>The parameters that a search varies.</summary>
/// <remarks>
/// A trial's values depend on the seed and the trial's number alone, so a search can go on where it was interrupted. Immutable; any number of threads may read.
/// </remarks>
public sealed class SearchSpace
{
    /// <summary>Declares a space.</summary>
    /// <param name="dimensions">The parameters, names all different; none for a model without any, which then has one trial.</param>
    /// <param name="start">Values of all parameters that are tried first, such as the ones in use; null to begin at random.</param>
    /// <exception cref="ArgumentException">A name stands twice, or the start lacks a parameter, has another one, or is out of a range.</exception>
    public SearchSpace(IReadOnlyList<SearchDimension> dimensions, TrialParameters? start = null)
    {
        ArgumentNullException.ThrowIfNull(dimensions);
        if (dimensions.DistinctBy(dimension => dimension.Name).Count() != dimensions.Count)
        {
            throw new ArgumentException("two parameters have the same name", nameof(dimensions));
        }

        Dimensions = [.. dimensions];
        Start = start is null ? null : Normalise(start);
    }

    /// <summary>The parameters.</summary>
    public IReadOnlyList<SearchDimension> Dimensions { get; }

    /// <summary>The values that are tried first, or null.</summary>
    public TrialParameters? Start { get; }

    /// <summary>The values of a trial.</summary>
    /// <param name="seed">Seed of the search.</param>
    /// <param name="trial">Number of the trial, from 0.</param>
    public TrialParameters Draw(int seed, int trial)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trial);
        if (trial == 0 && Start is not null)
        {
            return Start;
        }

        MersenneTwister random = new(Mix(seed, trial));
        return new TrialParameters([.. Dimensions.Select(dimension => KeyValuePair.Create(dimension.Name, dimension.At(random.NextDouble())))]);
    }

    /// <summary>What is wrong with values that come from a file, in words; null when every parameter has one of its range and there are no others.</summary>
    /// <param name="parameters">The values.</param>
    public string? Problem(TrialParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.Names.FirstOrDefault(name => Dimensions.All(dimension => dimension.Name != name)) is { } other)
        {
            return $"'{other}' is no parameter of the search space";
        }

        return Dimensions
            .Where(dimension => !parameters.Names.Contains(dimension.Name) || dimension.Normalise(parameters.Text(dimension.Name)) is null)
            .Select(dimension => $"there is no value of {dimension.Name} ({dimension.Range})")
            .FirstOrDefault();
    }

    /// <summary>A seed of its own for each trial: the last step of MurmurHash3 (Appleby 2011) over both numbers, which tells neighbouring trials apart in all bits.</summary>
    private static uint Mix(int seed, int trial)
    {
        unchecked
        {
            uint hash = ((uint)seed * 0x9E3779B1u) + (uint)trial;
            hash = (hash ^ (hash >> 16)) * 0x85EBCA6Bu;
            hash = (hash ^ (hash >> 13)) * 0xC2B2AE35u;
            return hash ^ (hash >> 16);
        }
    }

    private TrialParameters Normalise(TrialParameters start)
    {
        if (start.Names.FirstOrDefault(name => Dimensions.All(dimension => dimension.Name != name)) is { } other)
        {
            throw new ArgumentException($"the start has '{other}', which is no parameter of the space", nameof(start));
        }

        return new TrialParameters(
        [
            .. Dimensions.Select(dimension => KeyValuePair.Create(
                dimension.Name,
                (start.Names.Contains(dimension.Name) ? dimension.Normalise(start.Text(dimension.Name)) : null)
                    ?? throw new ArgumentException($"the start has no value of {dimension.Name} ({dimension.Range})", nameof(start)))),
        ]);
    }
}
