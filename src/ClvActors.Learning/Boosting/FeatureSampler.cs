namespace ClvActors.Learning.Boosting;

/// <summary>Draws the features that a tree may split on.</summary>
/// <remarks>
/// Source: https://github.com/microsoft/LightGBM/blob/v4.6.0/src/treelearner/col_sampler.hpp, which draws once more than there are trees: its set-up
/// draws too. Not safe for use by several threads.
/// </remarks>
internal sealed class FeatureSampler
{
    private readonly int[] _splittable;
    private readonly int _draws;
    private readonly LightGbmRandom _random;

    public FeatureSampler(int[] splittable, BoostingParameters parameters)
    {
        _splittable = splittable;
        _draws = parameters.FeatureFraction < 1
            ? Math.Max(Math.Min(1, splittable.Length), (int)((splittable.Length * parameters.FeatureFraction) + 0.5f))
            : splittable.Length;
        _random = new LightGbmRandom(parameters.Seeds.FeatureFraction);
        Next();
    }

    /// <summary>The features of the next tree, ascending.</summary>
    public int[] Next() => _draws == _splittable.Length ? _splittable : [.. _random.Sample(_splittable.Length, _draws).Select(i => _splittable[i])];
}
