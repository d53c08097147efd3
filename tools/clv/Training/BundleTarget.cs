using ClvActors.Learning.Bundles;
using ClvActors.Learning.Promotion;

namespace ClvActors.CommandLine.Training;

/// <summary>Where a trained bundle goes: a named folder, or a new candidate in a folder of bundles.</summary>
/// <param name="Id">Id of the bundle; of a candidate only its first part until the as-of date is known.</param>
/// <param name="Folder">The bundle's folder, or for a candidate the folder of bundles until the as-of date is known.</param>
/// <param name="Overwrites">Whether a bundle that is there is replaced.</param>
/// <param name="IsCandidate">Whether it is to be compared with a champion.</param>
internal sealed record BundleTarget(string Id, string Folder, bool Overwrites, bool IsCandidate)
{
    /// <summary>Reads the options; what cannot succeed is told before the data is read.</summary>
    /// <param name="folder"><c>--out</c>.</param>
    /// <param name="models"><c>--models</c>.</param>
    /// <param name="id"><c>--id</c>.</param>
    /// <param name="overwrites"><c>--overwrite</c>.</param>
    /// <param name="horizonDays"><c>--horizon-days</c>.</param>
    /// <exception cref="WrongArgumentsException">The options do not go together.</exception>
    /// <exception cref="IOException">The folder cannot be the bundle's.</exception>
    public static BundleTarget Of(string? folder, string? models, string? id, bool overwrites, int horizonDays)
    {
        if (id is not null && !BundleManifest.IsValidId(id))
        {
            throw new WrongArgumentsException($"--id: '{id}' is not a name of small letters, digits, '-', '_' and '.'.");
        }

        switch (folder, models)
        {
            case (null, null):
                throw new WrongArgumentsException("Option '--out' is required, or '--models' for a candidate.");
            case (not null, not null):
                throw new WrongArgumentsException("--out and --models exclude each other.");
            case (null, not null) when overwrites:
                throw new WrongArgumentsException("--overwrite goes with --out: a candidate never replaces a bundle.");
            case (null, not null):
                return new BundleTarget(id ?? CandidateName.BaseOf(horizonDays), models, false, true);
            default:
                BundleWriter.CheckTarget(folder!, overwrites);
                return new BundleTarget(id ?? NameOf(folder!), folder!, overwrites, false);
        }
    }

    /// <summary>The target once the as-of date is known: a candidate gets its name.</summary>
    public BundleTarget At(DateOnly asOf)
    {
        if (!IsCandidate)
        {
            return this;
        }

        string name = CandidateName.Next(Folder, Id, asOf);
        return this with { Id = name, Folder = Path.Combine(Folder, name) };
    }

    private static string NameOf(string folder)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))).ToLowerInvariant().TrimStart('.');
        string id = string.Concat(name.Select(c => BundleManifest.IsValidId($"{c}") || c == '.' ? c : '-'));
        return BundleManifest.IsValidId(id) ? id : "model";
    }
}
