using System.Text.Json;
using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Embedded.Storage;
using ClvActors.Host.Api.Answers;

namespace ClvActors.Host.WhatIfs;

/// <summary>Keeps what-ifs in <c>what-ifs.jsonl</c> of the data directory: one JSON object per line, only ever appended and synced.</summary>
/// <remarks>
/// <para>Without a data directory they are kept in memory. The newest <see cref="Listed"/> can be listed. A last line that was torn by a crash is cut off at the start; other lines that cannot be read, those of a newer format
/// too, are passed over. Safe on any thread.</para>
/// <para>The file is read from its end, so a start costs the same however many there are. Anybody may store, so a file that has reached its limit becomes <see cref="FormerFileName"/> in place of the one before: at least the
/// newest 64 MiB stay, some 150,000.</para>
/// </remarks>
internal sealed partial class WhatIfStore
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "what-ifs.jsonl";

    /// <summary>Name of the file before.</summary>
    public const string FormerFileName = "what-ifs.former.jsonl";

    /// <summary>How many of the newest are held in memory.</summary>
    public const int Listed = 1_000;

    private readonly Lock _lock = new();
    private readonly LinkedList<StoredWhatIf> _newest = new();
    private readonly TimeProvider _time;
    private readonly string? _path;
    private readonly string? _directory;
    private readonly long _mostBytes;
    private long _lastId;

    /// <summary>Opens the store.</summary>
    /// <param name="directory">The data directory; null keeps what-ifs in memory.</param>
    /// <param name="time">When something is stored.</param>
    /// <param name="log">Where damage is reported.</param>
    /// <param name="mostBytes">Bytes after which a new file is begun.</param>
    /// <exception cref="IOException">The file cannot be read or cut.</exception>
    public WhatIfStore(string? directory, TimeProvider time, ILogger<WhatIfStore> log, long mostBytes = 1L << 26)
    {
        _time = time;
        _mostBytes = mostBytes;
        _directory = directory;
        if (directory is not null)
        {
            _path = Path.Combine(directory, FileName);
            Read(_path, log);
            Read(Path.Combine(directory, FormerFileName), log);
        }
    }

    /// <summary>Whether what is stored survives a restart.</summary>
    public bool IsKept => _path is not null;

    /// <summary>The newest what-ifs.</summary>
    /// <param name="most">At most so many.</param>
    public WhatIfListing List(int most)
    {
        lock (_lock)
        {
            return new WhatIfListing([.. _newest.Take(most)], _lastId, IsKept);
        }
    }

    /// <summary>One of the newest what-ifs.</summary>
    /// <returns>Null when there is none of that number among them.</returns>
    public StoredWhatIf? Find(long id)
    {
        lock (_lock)
        {
            return _newest.FirstOrDefault(one => one.Id == id);
        }
    }

    /// <summary>Stores a what-if.</summary>
    /// <param name="name">What it is called; cut to <see cref="StoredWhatIf.LongestName"/>.</param>
    /// <param name="known">What was given, one value per feature; NaN for what was not.</param>
    /// <param name="answer">What the model said.</param>
    /// <exception cref="IOException">It cannot be written; nothing is stored then.</exception>
    public StoredWhatIf Add(string name, ReadOnlySpan<double> known, WhatIfAnswer answer)
    {
        Dictionary<string, double> given = [];
        for (int index = 0; index < known.Length; index++)
        {
            if (!double.IsNaN(known[index]))
            {
                given[FeatureSet.Names[index]] = known[index];
            }
        }

        name = name.Trim();
        Prediction prediction = answer.Prediction;
        lock (_lock)
        {
            StoredWhatIf stored = new(
                _lastId + 1, name.Length <= StoredWhatIf.LongestName ? name : name[..StoredWhatIf.LongestName], _time.GetUtcNow(), given, answer.PredictedValue, answer.Segment.Name(),
                Percentile.Rounded(answer.PercentileRank), answer.Source.Name(), Present(prediction.IntervalLow), Present(prediction.IntervalHigh), answer.BundleId, answer.AsOf);
            Append(stored);
            _lastId = stored.Id;
            _newest.AddFirst(stored);
            if (_newest.Count > Listed)
            {
                _newest.RemoveLast();
            }

            return stored;
        }
    }

    private void Append(StoredWhatIf stored)
    {
        if (_path is null)
        {
            return;
        }

        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(stored, WhatIfJson.Default.StoredWhatIf), (byte)'\n'];
        BeginNextFile(line.Length);
        using FileStream file = new(_path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        long end = file.Length;
        try
        {
            file.Position = end;
            file.Write(line);
            file.Flush(flushToDisk: true);
            if (end == 0)
            {
                // The file's name has to be durable too.
                new DiskStorage(_directory!).SyncFolder("");
            }
        }
        catch (IOException)
        {
            // Half a line would take the next one with it.
            file.SetLength(end);
            throw;
        }
    }

    private void BeginNextFile(int line)
    {
        FileInfo file = new(_path!);
        if (file.Exists && file.Length > 0 && file.Length + line > _mostBytes)
        {
            File.Move(_path!, Path.Combine(_directory!, FormerFileName), overwrite: true);
        }
    }

    // What is held already is newer.
    private void Read(string path, ILogger log)
    {
        if (_newest.Count >= Listed || !File.Exists(path))
        {
            return;
        }

        using FileStream file = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        long whole = LastLines.EndOf(file);
        if (whole < file.Length)
        {
            LogTorn(log, path, file.Length - whole);
            file.SetLength(whole);
        }

        int unreadable = 0;
        foreach (byte[]? line in LastLines.Read(file).TakeWhile(_ => _newest.Count < Listed))
        {
            if (line is not null && Parse(line) is { } stored)
            {
                _lastId = Math.Max(_lastId, stored.Id);
                _newest.AddLast(stored);
            }
            else if (line is not { Length: 0 })
            {
                unreadable++;
            }
        }

        if (unreadable > 0)
        {
            LogUnreadable(log, path, unreadable);
        }
    }

    private static StoredWhatIf? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, WhatIfJson.Default.StoredWhatIf) is { FormatVersion: StoredWhatIf.CurrentFormatVersion, Given: not null, Id: > 0 } stored ? stored : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static double? Present(double value) => double.IsFinite(value) ? value : null;

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "{Path} ended in half a line: {Bytes} bytes were cut off")]
    private static partial void LogTorn(ILogger log, string path, long bytes);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "{Path} has {Lines} lines among its newest that this version cannot read; they stay there and are passed over")]
    private static partial void LogUnreadable(ILogger log, string path, int lines);
}
