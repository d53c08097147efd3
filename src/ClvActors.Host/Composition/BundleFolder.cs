namespace ClvActors.Host.Composition;

/// <summary>Where bundles lie: <c>MODELS/ID</c>.</summary>
public static class BundleFolder
{
    private const int LongestId = 100;

    /// <summary>Whether a text can be a bundle's id: letters, digits, dots, underscores and hyphens, not beginning with a dot.</summary>
    /// <remarks>So no id can leave the models folder.</remarks>
    public static bool IsValidId(string id) =>
        id.Length is > 0 and <= LongestId && id[0] != '.' && id.All(unit => char.IsAsciiLetterOrDigit(unit) || unit is '.' or '_' or '-');

    /// <summary>The folder of a bundle.</summary>
    /// <param name="options">Names the models folder.</param>
    /// <param name="id">A valid id.</param>
    /// <returns>The path, whether or not the folder exists.</returns>
    public static string PathOf(HostOptions options, string id) => Path.Combine(options.ModelsDirectory, id);
}
