using ClvActors.Host.Demo;
using ClvActors.Host.Uploads;

namespace ClvActors.Host.Replay;

/// <summary>What can be replayed on this server: the generated shop, the file of <c>--replay</c> and the files that were uploaded to be replayed.</summary>
/// <remarks>No request can name another file of the machine. Safe on any thread.</remarks>
internal sealed class ReplaySources(HostOptions options, UploadFolder uploads, TimeProvider time)
{
    /// <summary>Id of the file that <c>--replay</c> names.</summary>
    public const string FileId = "file";

    /// <summary>What ids of uploaded files begin with.</summary>
    public const string UploadPrefix = "upload/";

    /// <summary>What starts with the server; null for nothing.</summary>
    public IReplaySource? StartingSource => options.IsDemo ? Find(DemoShop.SourceId) : options.ReplayFile is not null ? Find(FileId) : null;

    /// <summary>All sources.</summary>
    public IReadOnlyList<IReplaySource> All()
    {
        List<IReplaySource> all = [new DemoShop(options, time)];
        if (options.ReplayFile is { } file)
        {
            all.Add(new FileReplaySource(FileId, file, options.TimeZone));
        }

        all.AddRange(uploads.Files().Select(upload => new FileReplaySource(UploadPrefix + upload.Name, upload.FullPath, options.TimeZone, options.MaxUploadBytes)));
        return all;
    }

    /// <summary>The source of an id.</summary>
    /// <returns>Null when there is none.</returns>
    public IReplaySource? Find(string id) => All().FirstOrDefault(source => source.Id == id);
}
