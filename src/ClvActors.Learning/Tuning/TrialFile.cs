using System.Text;

namespace ClvActors.Learning.Tuning;

/// <summary>The file of a search: a first line that says what is searched, then one line per finished trial, all JSON.</summary>
/// <remarks>
/// Lines end in a line feed; what follows the last one was not finished and is cut off. The file is locked while it is open, so that two searches cannot mix their lines. Not thread-safe.
/// </remarks>
internal sealed class TrialFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly SearchSpace _space;

    private TrialFile(FileStream stream, SearchSpace space, IReadOnlyList<Trial> trials)
    {
        _stream = stream;
        _space = space;
        Trials = trials;
    }

    /// <summary>The trials that were in the file when it was opened.</summary>
    public IReadOnlyList<Trial> Trials { get; }

    public static TrialFile Open(string path, SearchSpace space, SearchOptions options)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        // Only FileShare.None locks a file that is written to on Unix too.
        FileStream stream = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            byte[] content = new byte[stream.Length];
            stream.ReadExactly(content);
            int whole = content.AsSpan().LastIndexOf((byte)'\n') + 1;
            byte[] header = TrialJson.Header(space, options);
            List<Trial> trials = [];
            if (whole == 0)
            {
                // Nothing, or a first line that was cut short. Whatever else stands there is somebody's file.
                if (!header.AsSpan().StartsWith(content))
                {
                    throw new InvalidDataException($"{path}: is not a trial file");
                }

                stream.SetLength(0);
                stream.Write(header);
                stream.WriteByte((byte)'\n');
                stream.Flush(flushToDisk: true);
            }
            else
            {
                Read(path, Encoding.UTF8.GetString(content, 0, whole - 1).Split('\n'), header, space, options, trials);
                stream.SetLength(whole);
                stream.Seek(0, SeekOrigin.End);
            }

            return new TrialFile(stream, space, trials);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Writes a trial through to the disk.</summary>
    public void Append(Trial trial)
    {
        _stream.Write([.. TrialJson.Line(trial, _space), (byte)'\n']);
        _stream.Flush(flushToDisk: true);
    }

    public void Dispose() => _stream.Dispose();

    private static void Read(string path, string[] lines, byte[] header, SearchSpace space, SearchOptions options, List<Trial> trials)
    {
        if (TrialJson.Difference(lines[0], header) is { } difference)
        {
            throw new InvalidDataException($"{path}: {difference}");
        }

        for (int line = 1; line < lines.Length; line++)
        {
            Trial? trial = TrialJson.TryRead(lines[line]);
            if (trial is null || trial.FoldLosses.Count != options.Folds)
            {
                throw new InvalidDataException($"{path}: line {line + 1} is not a trial of {options.Folds} folds");
            }

            if (trial.Number != trials.Count || !trial.Parameters.SameAs(space.Draw(options.Seed, trials.Count)))
            {
                throw new InvalidDataException($"{path}: line {line + 1} is not trial {trials.Count} as seed {options.Seed} draws it");
            }

            trials.Add(trial);
        }
    }
}
