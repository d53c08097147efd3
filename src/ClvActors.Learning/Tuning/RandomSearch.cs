namespace ClvActors.Learning.Tuning;

/// <summary>Seeded random search with cross-validation, a file of its trials, and a limit of time.</summary>
/// <remarks>
/// <para>Source: Bergstra and Bengio 2012, "Random Search for Hyper-Parameter Optimization". Every model that is compared gets the same number of trials, and all choices are made
/// on training folds: the best of many trials looks better on its folds than it is, so it must be judged on rows that no fold held.</para>
/// <para>Each finished trial is one line of the trial file, on the disk before the next begins. A search that is started again with the same space, seed, folds and data
/// goes on after the last whole line, with the same trials as without the interruption.</para>
/// </remarks>
public static class RandomSearch
{
    /// <summary>Runs trials until the budget or the time is used up.</summary>
    /// <param name="space">The parameters.</param>
    /// <param name="options">Budget, seed and the names of model and data.</param>
    /// <param name="loss">Trains and judges one fold. What it throws ends the search; finished trials are kept.</param>
    /// <param name="trialFile">Path of the trial file; made with its folder when missing.</param>
    /// <param name="time">Clock of the time limit and of the trials' seconds.</param>
    /// <param name="progress">Told after each trial.</param>
    /// <param name="cancellation">Stops the search; finished trials are kept.</param>
    /// <returns>All trials, those of earlier runs included, cut off at the budget.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="InvalidDataException">The file holds something else, or trials of another space, seed, number of folds, model or data; one sentence that says which.</exception>
    /// <exception cref="IOException">The file cannot be read or written, or another search is writing it.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static SearchResult Run(
        SearchSpace space,
        SearchOptions options,
        FoldLoss loss,
        string trialFile,
        TimeProvider time,
        IProgress<Trial>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentException.ThrowIfNullOrEmpty(trialFile);
        options.Validate();
        int budget = space.Dimensions.Count == 0 ? 1 : options.Trials;
        using TrialFile file = TrialFile.Open(trialFile, space, options);
        long begin = time.GetTimestamp();
        List<Trial> trials = [.. file.Trials.Take(budget)];
        while (trials.Count < budget)
        {
            cancellation.ThrowIfCancellationRequested();
            if (options.TimeLimit is { } limit && time.GetElapsedTime(begin) >= limit)
            {
                return SearchResult.Of(trials, isComplete: false);
            }

            Trial trial = RunTrial(space.Draw(options.Seed, trials.Count), trials.Count, options.Folds, loss, time, cancellation);
            file.Append(trial);
            trials.Add(trial);
            progress?.Report(trial);
        }

        return SearchResult.Of(trials, isComplete: true);
    }

    private static Trial RunTrial(TrialParameters parameters, int number, int folds, FoldLoss loss, TimeProvider time, CancellationToken cancellation)
    {
        long begin = time.GetTimestamp();
        double[] losses = new double[folds];
        for (int fold = 0; fold < folds; fold++)
        {
            cancellation.ThrowIfCancellationRequested();
            losses[fold] = loss(parameters, fold, cancellation);
        }

        return new Trial(number, parameters, losses, time.GetElapsedTime(begin).TotalSeconds);
    }
}
