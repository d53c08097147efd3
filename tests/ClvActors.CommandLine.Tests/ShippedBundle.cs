namespace ClvActors.CommandLine.Tests;

/// <summary>The bundle in the checkout.</summary>
internal static class ShippedBundle
{
    public static string Folder
    {
        get
        {
            for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                string candidate = Path.Combine(folder.FullName, "models", "clv-12m");
                if (Directory.Exists(candidate))
                {
                    return candidate;
                }
            }

            throw new DirectoryNotFoundException("models/clv-12m is not in any folder above the tests");
        }
    }
}
