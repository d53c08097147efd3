using System.Globalization;
using ClvActors.Domain.Customers;
using ClvActors.Domain.Population;
using ClvActors.Learning.Bundles;

namespace ClvActors.Learning.Monitoring.Cohorts;

/// <summary>Reads and writes cohorts.</summary>
/// <remarks>Safe on any thread.</remarks>
public static class CohortFile
{
    private const string Prefix = "cohort-";
    private const string Suffix = ".json";

    /// <summary>Pattern of the files' names.</summary>
    public const string Pattern = $"{Prefix}*{Suffix}";

    /// <summary>Name of a cohort's file.</summary>
    public static string NameOf(PredictionCohort cohort)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        return Prefix + cohort.Made.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + Suffix;
    }

    /// <summary>The content of a cohort's file.</summary>
    public static byte[] Write(PredictionCohort cohort) => ManifestJson.WriteCompact(cohort);

    /// <summary>Reads the content of a file.</summary>
    /// <exception cref="InvalidDataException">It is broken; the message names the field.</exception>
    public static PredictionCohort Parse(ReadOnlySpan<byte> utf8)
    {
        PredictionCohort cohort = ManifestJson.Read<PredictionCohort>(utf8);
        Require(cohort.FormatVersion is >= 1 and <= PredictionCohort.CurrentFormatVersion, "format_version", $"is {cohort.FormatVersion}, this build reads 1 to {PredictionCohort.CurrentFormatVersion}");
        int customers = cohort.Customers.Length;
        Require(cohort.Segments.Length == customers && cohort.Segments.All(segment => segment >= 0 && segment < ClvSegmentNames.All.Count), "segments", $"does not hold {customers} segments");
        Require(cohort.Stages.Length == customers && cohort.Stages.All(stage => Enum.IsDefined((LifecycleStage)stage)), "stages", $"does not hold {customers} stages");
        Require(cohort.Customers.All(id => Domain.Transactions.CustomerId.TryParse(id, out _)), "customers", "holds what is no customer id");
        for (int at = 0; at < cohort.Horizons.Count; at++)
        {
            Check(cohort.Horizons[at], $"horizons[{at}]", customers);
        }

        return cohort;
    }

    private static void Check(CohortHorizon horizon, string field, int customers)
    {
        Require(horizon.Days >= 1, $"{field}.days", "is below 1");
        int members = horizon.Members.Length;
        Require(horizon.Members.All(member => member >= 0 && member < customers), $"{field}.members", $"holds what is none of the {customers} customers");
        Require(AreNumbers(horizon.Predicted, members), $"{field}.predicted", $"does not hold {members} numbers");
        Require(AreNumbers(horizon.Spent, members), $"{field}.spent", $"does not hold {members} numbers");
        Require((horizon.Low is null) == (horizon.High is null), $"{field}.low", "and high do not come together");
        Require(horizon.Low is null || (AreNumbers(horizon.Low, members) && AreNumbers(horizon.High!, members) && horizon.Low.Zip(horizon.High!).All(ends => ends.First <= ends.Second)), $"{field}.low", $"and high do not make {members} intervals");
        Require(horizon.SegmentCoverage.Count == 0 || horizon.SegmentCoverage.Count == ClvSegmentNames.All.Count, $"{field}.segment_coverage", "does not hold one share per segment");
    }

    private static bool AreNumbers(double[] values, int expected) => values.Length == expected && values.All(double.IsFinite);

    private static void Require(bool isRight, string field, string problem)
    {
        if (!isRight)
        {
            throw new InvalidDataException($"the field {field} {problem}");
        }
    }
}
