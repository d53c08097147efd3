namespace ClvActors.Learning.Bundles;

/// <summary>The bundles that come with the program.</summary>
public static class ShippedBundles
{
    /// <summary>The bundle that serves unless another is named.</summary>
    public const string DefaultId = "clv-12m";

    private const string FolderName = "models";

    /// <summary>The folder of bundles: <c>models</c> where the program is started if it is there, otherwise beside the program's files.</summary>
    public static string Folder =>
        Directory.Exists(FolderName) ? FolderName : Path.Combine(AppContext.BaseDirectory, FolderName);
}
