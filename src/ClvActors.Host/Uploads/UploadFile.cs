namespace ClvActors.Host.Uploads;

/// <summary>A file that was uploaded to be replayed.</summary>
/// <param name="Name">Its name, safe to show and to use in a path.</param>
/// <param name="FullPath">Where it lies.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record UploadFile(string Name, string FullPath, long Bytes);
