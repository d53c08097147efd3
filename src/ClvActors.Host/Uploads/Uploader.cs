using System.IO.Pipelines;
using ClvActors.Domain.Service;
using ClvActors.Files;
using ClvActors.Host.Rejects;

namespace ClvActors.Host.Uploads;

/// <summary>Takes uploaded files, and remembers the last ones with what became of them.</summary>
/// <remarks>
/// <para>A file is read as it comes in and never stands in memory whole: between the network and the parser lie at most <see cref="Buffered"/> bytes. Batches are acknowledged one after another, so an upload that
/// breaks off has taken everything up to some line; uploading the file again counts nothing twice.</para>
/// <para>Safe on any thread; several uploads may run at once.</para>
/// </remarks>
internal sealed partial class Uploader(
    ICustomerValueService service, UploadFolder folder, RejectSamples rejects, HostOptions options, TimeProvider time, ILogger<Uploader> log)
{
    /// <summary>How many uploads are remembered.</summary>
    public const int Remembered = 10;

    /// <summary>Most bytes that wait for the parser.</summary>
    public const int Buffered = 1 << 20;

    private readonly Lock _lock = new();
    private readonly List<UploadStatus> _recent = [];
    private int _number;

    /// <summary>Told on every progress, on any thread; a handler must return at once.</summary>
    public event Action? Changed;

    /// <summary>The last uploads, newest first.</summary>
    public IReadOnlyList<UploadStatus> Recent
    {
        get
        {
            lock (_lock)
            {
                return [.. _recent];
            }
        }
    }

    /// <summary>What is said to a file over the limit.</summary>
    internal static UploadRefusedException TooLarge(HostOptions options) =>
        new($"The file is over the limit of {options.MaxUploadBytes >> 20} MiB (before or after decompression, --max-upload-mib); split it, or use clv replay.");

    /// <summary>Takes the lines of a CSV or of a gzip-compressed CSV.</summary>
    /// <param name="name">The file's name as the browser sent it.</param>
    /// <param name="content">The file; read asynchronously only.</param>
    /// <param name="length">Its size as the sender says; null when unknown.</param>
    /// <param name="cancellation">Ends it after the batch that is under way.</param>
    /// <returns>What became of it; failures too are told this way.</returns>
    public Task<UploadStatus> TakeAsync(string name, Stream content, long? length, CancellationToken cancellation) =>
        RunAsync(name, isKept: false, length, async upload =>
        {
            Pipe pipe = new(new PipeOptions(pauseWriterThreshold: Buffered, resumeWriterThreshold: Buffered / 2));
            Exception? problem = null;
            Task receiving = ReceiveAsync(content, pipe.Writer, failure => problem = failure, upload, cancellation);

            // A pipe that is completed with an exception forgets what it still holds; these bytes have come in and are taken first.
            CheckedStream received = new(pipe.Reader.AsStream(), (_, hasEnded) =>
            {
                if (hasEnded && problem is not null)
                {
                    throw problem;
                }
            });
            UploadedLines lines = new(service, options, time);
            try
            {
                await Task.Factory.StartNew(
                    () => lines.Take(received, (counts, samples) => Update(upload, status => status with { Counts = counts, Samples = samples }), cancellation),
                    CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
            finally
            {
                await pipe.Reader.CompleteAsync();
                await receiving;
            }
        }, cancellation);

    /// <summary>Keeps a file for replays.</summary>
    /// <inheritdoc cref="TakeAsync"/>
    public Task<UploadStatus> KeepAsync(string name, Stream content, long? length, CancellationToken cancellation) =>
        RunAsync(name, isKept: true, length, async upload =>
        {
            string kept = !folder.CanKeep
                ? throw new UploadRefusedException("This server has no data directory, so it keeps no files; upload the lines at once, or use clv replay.")
                : UploadFolder.KeptName(name) ?? throw new UploadRefusedException("The name must end in .csv, .csv.gz or .xlsx.");
            string partial = folder.PartialPath(kept, upload);
            long room = folder.Room();
            FileStream file = folder.Create(partial);
            try
            {
                await using (file)
                {
                    await CopyAsync(content, async bytes => { room = TakeRoom(room, bytes.Length); await file.WriteAsync(bytes, cancellation); return true; }, upload, cancellation);
                }

                // Opening reads and checks the header; the file's own ending decides how.
                TransactionFile.Open(partial, kept, options.TimeZone, mostBytes: options.MaxUploadBytes).Dispose();
                await Task.Run(() => TransactionFile.CheckCompressed(partial, kept, options.MaxUploadBytes, cancellation), CancellationToken.None);
                folder.Publish(partial, kept);
            }
            catch
            {
                File.Delete(partial);
                throw;
            }
        }, cancellation);

    private long TakeRoom(long room, int bytes) => room >= bytes
        ? room - bytes
        : throw new UploadRefusedException($"There is no room to keep the file: kept files may take {options.MaxUploadBytes >> 20} MiB together and must leave the log room on the disk; remove some, or take the lines now.");

    private static string Stays(UploadStatus status) => status.IsKept
        ? "Nothing of the file is kept."
        : status.Lines == 0
            ? "No line of it was taken."
            : $"{status.Lines:N0} lines were acknowledged and stay; upload the file again to go on, no line counts twice.";

    private async Task<UploadStatus> RunAsync(string name, bool isKept, long? length, Func<int, Task> work, CancellationToken cancellation)
    {
        int number = Begin(name, isKept, length);
        try
        {
            if (length > options.MaxUploadBytes)
            {
                throw TooLarge(options);
            }

            await work(number);
            return End(number, UploadState.Done, null);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return End(number, UploadState.Cancelled, "Cancelled.");
        }
        catch (Exception refused) when (refused is UploadRefusedException or TransactionFileException)
        {
            return End(number, UploadState.Failed, refused.Message.EndsWith('.') ? refused.Message : $"{refused.Message}.");
        }
        catch (InvalidDataException)
        {
            return End(number, UploadState.Failed, "The gzip data is damaged or cut short.");
        }
        catch (Exception failure) when (failure is ServiceUnavailableException or TimeoutException or ObjectDisposedException)
        {
            return End(number, UploadState.Failed, $"The service cannot take lines now: {failure.Message}");
        }
        catch (ConnectionLostException)
        {
            return End(number, UploadState.Interrupted, "The connection was lost before the file had come in.");
        }
        catch (Exception failure)
        {
            LogFailure(number, failure.GetType().Name);
            LogDetails(failure, number);
            return End(number, UploadState.Failed, $"The server could not take the file: {failure.Message}");
        }
    }

    private int Begin(string name, bool isKept, long? length)
    {
        int number;
        lock (_lock)
        {
            number = ++_number;
            _recent.Insert(0, new UploadStatus { Number = number, Name = name, StartedAt = time.GetUtcNow(), IsKept = isKept, BytesTotal = length });
            if (_recent.Count > Remembered)
            {
                _recent.RemoveAt(Remembered);
            }
        }

        Changed?.Invoke();
        return number;
    }

    private UploadStatus End(int number, UploadState state, string? problem)
    {
        UploadStatus ended = Update(number, status => status with { State = state, Problem = problem is null ? null : $"{problem} {Stays(status)}" });
        foreach (RejectSample sample in ended.Samples)
        {
            rejects.Add(sample);
        }

        LogEnd(number, state, ended.Lines, ended.Bytes);
        return ended;
    }

    private UploadStatus Update(int number, Func<UploadStatus, UploadStatus> change)
    {
        UploadStatus changed;
        lock (_lock)
        {
            int at = _recent.FindIndex(upload => upload.Number == number);
            if (at < 0)
            {
                // More uploads than are remembered have begun since.
                return change(new UploadStatus { Number = number, Name = "", StartedAt = time.GetUtcNow() });
            }

            changed = _recent[at] = change(_recent[at]);
        }

        Changed?.Invoke();
        return changed;
    }

    // Never fails: what went wrong is told before the parser can see the end.
    private async Task ReceiveAsync(Stream content, PipeWriter into, Action<Exception> failed, int upload, CancellationToken cancellation)
    {
        try
        {
            await CopyAsync(content, async bytes => !(await into.WriteAsync(bytes, cancellation)).IsCompleted, upload, cancellation);
        }
        catch (Exception failure)
        {
            failed(failure);
        }

        await into.CompleteAsync();
    }

    private async Task CopyAsync(Stream content, Func<ReadOnlyMemory<byte>, ValueTask<bool>> write, int upload, CancellationToken cancellation)
    {
        byte[] room = new byte[1 << 16];
        for (long total = 0; ;)
        {
            int read = await ReadAsync(content, room, cancellation);
            total += read;
            if (total > options.MaxUploadBytes)
            {
                throw TooLarge(options);
            }

            if (read == 0 || !await write(room.AsMemory(0, read)))
            {
                return;
            }

            long received = total;
            Update(upload, status => status with { Bytes = received });
        }
    }

    private static async ValueTask<int> ReadAsync(Stream content, byte[] room, CancellationToken cancellation)
    {
        try
        {
            return await content.ReadAsync(room, cancellation);
        }
        catch (Exception lost) when (!cancellation.IsCancellationRequested)
        {
            // A browser that goes away shows in many ways: a closed circuit, a call to it that fails, a time-out.
            throw new ConnectionLostException(lost);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Upload {Number}: {State}, {Lines} lines, {Bytes} bytes")]
    private partial void LogEnd(int number, UploadState state, long lines, long bytes);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "Upload {Number} failed: {Failure}")]
    private partial void LogFailure(int number, string failure);

    // Its message may quote the file or its name.
    [LoggerMessage(EventId = 3, Level = LogLevel.Debug, Message = "Upload {Number} failed")]
    private partial void LogDetails(Exception failure, int number);

    private sealed class ConnectionLostException(Exception cause) : Exception(cause.Message, cause);
}
