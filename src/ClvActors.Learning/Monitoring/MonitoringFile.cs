using ClvActors.Learning.Bundles;

namespace ClvActors.Learning.Monitoring;

/// <summary>Reads and writes reports.</summary>
/// <remarks>Safe on any thread.</remarks>
public static class MonitoringFile
{
    /// <summary>Name of the file in a data directory.</summary>
    public const string Name = "monitoring.json";

    /// <summary>The content of a report's file.</summary>
    public static byte[] Write(MonitoringReport report) => ManifestJson.Write(report);

    /// <summary>Reads the content of a file.</summary>
    /// <exception cref="InvalidDataException">It is broken; the message names the field.</exception>
    public static MonitoringReport Parse(ReadOnlySpan<byte> utf8)
    {
        MonitoringReport report = ManifestJson.Read<MonitoringReport>(utf8);
        return report.FormatVersion is >= 1 and <= MonitoringReport.CurrentFormatVersion
            ? report
            : throw new InvalidDataException($"the field format_version is {report.FormatVersion}, this build reads 1 to {MonitoringReport.CurrentFormatVersion}");
    }
}
