namespace ClvActors.Browser.Tests.Harness;

/// <summary>Where things lie in the checkout that these tests were built from.</summary>
internal static class Checkout
{
    private static readonly DirectoryInfo Root = FindRoot();

    /// <summary>The server as it was built beside these tests.</summary>
    public static string Server
    {
        get
        {
            // .../bin/Release/net10.0/ of both.
            DirectoryInfo framework = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Path.Combine(Root.FullName, "src", "ClvActors.Host", "bin", framework.Parent!.Name, framework.Name, "ClvActors.Host.dll");
        }
    }

    /// <summary>Where screenshots are kept.</summary>
    public static string Screenshots => Directory.CreateDirectory(Path.Combine(Root.FullName, "artifacts", "screenshots")).FullName;

    /// <summary>A bundle that ships.</summary>
    public static string Bundle(string id) => Path.Combine(Root.FullName, "models", id);

    private static DirectoryInfo FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ClvActors.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException($"There is no ClvActors.sln above {AppContext.BaseDirectory}.");
    }
}
