namespace ClvActors.TestData;

/// <summary>Finds the dataset and the golden files beside the checkout, or where <c>CLV_DATA</c> points.</summary>
/// <remarks>
/// Without <c>CLV_DATA</c> the nearest <c>../shared</c> above the running assembly is taken. <c>CLV_DATA</c> may name either the folder
/// that holds <c>data/</c> and <c>golden/</c> or the <c>data</c> folder itself. Tests call <c>Assert.Skip(ReferenceData.WhyMissing)</c>
/// when <see cref="IsPresent"/> is false.
/// </remarks>
public static class ReferenceData
{
    /// <summary>The reason printed for a skipped test.</summary>
    public const string WhyMissing = "Online Retail II is not at ../shared/data and CLV_DATA does not point to a copy";

    private static readonly string? Root = FindRoot();

    /// <summary>Whether the dataset and the golden files were found.</summary>
    public static bool IsPresent => Root is not null;

    /// <summary>Full path of the whole dataset, <c>online_retail_II.csv.gz</c>.</summary>
    /// <exception cref="InvalidOperationException">The reference data is missing.</exception>
    public static string OnlineRetail => Path.Combine(Require(), "data", "online_retail_II.csv.gz");

    /// <summary>Full path of a golden file.</summary>
    /// <exception cref="InvalidOperationException">The reference data is missing.</exception>
    public static string Golden(string name) => Path.Combine(Require(), "golden", name);

    private static string Require() => Root ?? throw new InvalidOperationException(WhyMissing);

    private static string? FindRoot()
    {
        string? configured = Environment.GetEnvironmentVariable("CLV_DATA");
        if (!string.IsNullOrEmpty(configured))
        {
            return new[] { configured, Path.GetDirectoryName(Path.GetFullPath(configured)) ?? "" }.FirstOrDefault(Holds);
        }

        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared");
            if (Holds(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    private static bool Holds(string root) => File.Exists(Path.Combine(root, "data", "online_retail_II.csv.gz"));
}
