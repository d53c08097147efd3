namespace ClvActors.Learning.Tuning;

/// <summary>What a random search is given, the same for every model that is compared.</summary>
/// <remarks>Immutable; any number of threads may read.</remarks>
public sealed record SearchOptions
{
    /// <summary>Name of the model, not empty.</summary>
    public required string Model { get; init; }

    /// <summary>Identifies rows, labels, folds and metric: trials on other data cannot be compared and are refused. Not empty; a hash as a rule.</summary>
    public required string DataFingerprint { get; init; }

    /// <summary>Trials in all, those of earlier runs included, at least 1; 50 by default. A space without parameters has one.</summary>
    public int Trials { get; init; } = 50;

    /// <summary>Folds per trial, at least 1; 5 by default.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Seed of the draws.</summary>
    public int Seed { get; init; }

    /// <summary>Time after which no trial is begun any more, above 0; null for none. A trial that was begun is finished, so a run takes up to one trial longer.</summary>
    public TimeSpan? TimeLimit { get; init; }

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Model);
        ArgumentException.ThrowIfNullOrWhiteSpace(DataFingerprint);
        ArgumentOutOfRangeException.ThrowIfLessThan(Trials, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Folds, 1);
        if (TimeLimit is { } limit)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero);
        }
    }
}
