using ClvActors.Embedded.Storage;
using ClvActors.Learning.Monitoring;
using ClvActors.Learning.Monitoring.Baselines;
using ClvActors.Learning.Monitoring.Cohorts;

namespace ClvActors.Host.Monitoring;

/// <summary>What monitoring keeps in the data directory: <c>monitoring.json</c>, and cohorts and live baselines in the folder <c>monitoring</c>.</summary>
/// <remarks>
/// Every file is replaced as a whole. One that is damaged is renamed to <c>NAME.damaged</c> and told; nothing else is lost with it. Without a data directory nothing is kept. Not thread-safe.
/// </remarks>
internal sealed class MonitoringStore
{
    private const string Folder = "monitoring";
    private const string Damaged = ".damaged";

    private readonly DiskStorage? _storage;

    /// <summary>Opens the store.</summary>
    /// <param name="dataDirectory">The data directory; null to keep nothing.</param>
    public MonitoringStore(string? dataDirectory)
    {
        _storage = dataDirectory is null ? null : new DiskStorage(dataDirectory);
    }

    /// <summary>Whether anything is kept.</summary>
    public bool IsKept => _storage is not null;

    /// <summary>What was wrong with files that were set aside, a sentence each.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Reads the last report.</summary>
    /// <returns>Null when there is none that can be read.</returns>
    public MonitoringReport? ReadReport() => Read(MonitoringFile.Name, content => MonitoringFile.Parse(content));

    /// <summary>Reads the cohorts, oldest first.</summary>
    public IReadOnlyList<PredictionCohort> ReadCohorts() =>
        _storage is null ? [] :
        [
            .. _storage.List(Folder)
                .Where(name => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(CohortFile.Pattern, name))
                .Select(name => Read($"{Folder}/{name}", content => CohortFile.Parse(content)))
                .OfType<PredictionCohort>().OrderBy(cohort => cohort.Made),
        ];

    /// <summary>Reads the baseline that was taken live of a bundle.</summary>
    /// <returns>Null when there is none.</returns>
    public PopulationBaseline? ReadBaseline(string bundleId) => Read(BaselinePath(bundleId), content => BaselineFile.Parse(content));

    /// <summary>Replaces the report.</summary>
    public void Write(MonitoringReport report) => Replace(MonitoringFile.Name, MonitoringFile.Write(report));

    /// <summary>Replaces a cohort.</summary>
    public void Write(PredictionCohort cohort) => Replace(CohortPath(cohort), CohortFile.Write(cohort));

    /// <summary>Replaces the baseline that was taken live of a bundle.</summary>
    public void Write(PopulationBaseline baseline) => Replace(BaselinePath(baseline.BundleId), BaselineFile.Write(baseline));

    /// <summary>Forgets a cohort.</summary>
    public void Delete(PredictionCohort cohort) => _storage?.Delete(CohortPath(cohort));

    private static string CohortPath(PredictionCohort cohort) => $"{Folder}/{CohortFile.NameOf(cohort)}";

    private static string BaselinePath(string bundleId) => $"{Folder}/baseline-{bundleId}.json";

    private T? Read<T>(string path, Func<byte[], T> parse)
        where T : class
    {
        if (_storage is null || !_storage.Exists(path))
        {
            return null;
        }

        try
        {
            return parse(AtomicFile.Read(_storage, path));
        }
        catch (InvalidDataException broken)
        {
            _storage.Rename(path, path + Damaged);
            Warnings.Add($"{_storage.Location}/{path}: {broken.Message}; it was set aside as {Path.GetFileName(path)}{Damaged}");
            return null;
        }
    }

    private void Replace(string path, byte[] content)
    {
        if (_storage is null)
        {
            return;
        }

        if (path.StartsWith(Folder, StringComparison.Ordinal) && path != MonitoringFile.Name)
        {
            _storage.CreateFolder(Folder);
        }

        AtomicFile.Replace(_storage, path, content);
    }
}
