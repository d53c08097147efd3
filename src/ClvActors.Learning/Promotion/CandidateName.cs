using System.Globalization;
using ClvActors.Learning.Bundles;

namespace ClvActors.Learning.Promotion;

/// <summary>Names of candidates in a folder of bundles: base id, as-of date and a running number, such as <c>clv-12m-20101130-2</c>.</summary>
public static class CandidateName
{
    private const double DaysPerMonth = 30.44;

    /// <summary>The base id of a horizon: <c>clv-12m</c> for a year, <c>clv-20d</c> below a month.</summary>
    /// <param name="horizonDays">Days that a predicted value covers, at least 1.</param>
    public static string BaseOf(int horizonDays)
    {
        double months = Math.Round(horizonDays / DaysPerMonth);
        return months >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"clv-{months}m")
            : string.Create(CultureInfo.InvariantCulture, $"clv-{horizonDays}d");
    }

    /// <summary>A name that no bundle of the folder has, nor had as champion.</summary>
    /// <param name="modelsDirectory">Folder that holds one folder per bundle; it need not exist.</param>
    /// <param name="baseId">The first part of the name.</param>
    /// <param name="asOf">The as-of date of the training features.</param>
    /// <returns>The name with the number after the highest in use, from 1.</returns>
    /// <exception cref="InvalidDataException">The folder's <c>champion.json</c> is broken, or the name would be no bundle's id; one sentence.</exception>
    public static string Next(string modelsDirectory, string baseId, DateOnly asOf)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelsDirectory);
        ArgumentException.ThrowIfNullOrEmpty(baseId);
        string prefix = string.Create(CultureInfo.InvariantCulture, $"{baseId}-{asOf:yyyyMMdd}-");
        IEnumerable<string> folders = Directory.Exists(modelsDirectory) ? Directory.EnumerateDirectories(modelsDirectory).Select(folder => Path.GetFileName(folder)) : [];
        int highest = folders.Concat(Champions(modelsDirectory)).Select(name => NumberOf(name, prefix)).DefaultIfEmpty(0).Max();
        string next = string.Create(CultureInfo.InvariantCulture, $"{prefix}{highest + 1}");
        return BundleManifest.IsValidId(next) ? next : throw new InvalidDataException($"'{next}' is no id of a bundle, choose a shorter one");
    }

    private static IEnumerable<string> Champions(string modelsDirectory) =>
        ChampionFile.Find(modelsDirectory) is { } pointer
            ? [pointer.Champion.Bundle, .. pointer.Former.Select(record => record.Bundle), .. pointer.Withdrawn.Select(withdrawn => withdrawn.Champion.Bundle)]
            : [];

    // What a training is still writing, NAME.partial, counts too.
    private static int NumberOf(string name, string prefix)
    {
        if (!name.StartsWith(prefix, StringComparison.Ordinal))
        {
            return 0;
        }

        string number = name[prefix.Length..].Split('.')[0];
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : 0;
    }
}
