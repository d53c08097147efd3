using System.Buffers;
using System.IO.Compression;
using ClvActors.Host.Errors;
using Microsoft.Net.Http.Headers;

namespace ClvActors.Host.Ingestion;

/// <summary>A whole request body in memory, decompressed; to be disposed so that the memory is used again.</summary>
/// <remarks>A body is one batch that is applied whole or not at all, so nothing can be handed on before its last byte has come.</remarks>
internal sealed class RequestBody : IDisposable
{
    private const int FirstSize = 1 << 16;
    private const int LargestFirstSize = 1 << 20;

    private byte[] _bytes;
    private int _length;

    private RequestBody(int size) => _bytes = ArrayPool<byte>.Shared.Rent(size);

    /// <summary>The bytes; borrowed until disposal.</summary>
    public ArraySegment<byte> Bytes => new(_bytes, 0, _length);

    /// <summary>Tells the format of a request's body.</summary>
    /// <exception cref="RequestRefusedException">415: the content type is none of ours.</exception>
    public static BodyFormat FormatOf(HttpRequest request)
    {
        if (MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            switch (type.MediaType.Value?.ToLowerInvariant())
            {
                case "application/json": return BodyFormat.JsonArray;
                case "application/x-ndjson": return BodyFormat.JsonLines;
                case "text/csv": return BodyFormat.Csv;
            }
        }

        throw new RequestRefusedException(
            StatusCodes.Status415UnsupportedMediaType, ErrorCodes.UnsupportedMediaType,
            "The content type must be application/json (an array), application/x-ndjson or text/csv, in UTF-8.");
    }

    /// <summary>Reads a request's body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limit">Largest size in bytes, before and after decompression; at most 1 GiB.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="RequestRefusedException">415 for an unknown encoding, 413 over the limit, 400 for broken gzip data.</exception>
    public static async Task<RequestBody> ReadAsync(HttpRequest request, long limit, CancellationToken cancellation)
    {
        string encoding = request.Headers.ContentEncoding.ToString();
        bool isCompressed = encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase);
        if (!isCompressed && encoding.Length > 0 && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            throw new RequestRefusedException(
                StatusCodes.Status415UnsupportedMediaType, ErrorCodes.UnsupportedMediaType, "The content encoding must be gzip or none.");
        }

        if (request.ContentLength > limit)
        {
            throw TooLarge(limit);
        }

        RequestBody body = new((int)Math.Clamp((request.ContentLength ?? 0) + 1, FirstSize, LargestFirstSize));
        try
        {
            await using Stream stream = isCompressed ? new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true) : request.Body;
            await body.FillAsync(stream, limit, cancellation);
            return body;
        }
        catch (InvalidDataException)
        {
            body.Dispose();
            throw new RequestRefusedException(StatusCodes.Status400BadRequest, ErrorCodes.InvalidBody, "The gzip data of the body is damaged or cut short.");
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _length = 0;
    }

    private static RequestRefusedException TooLarge(long limit) => new(
        StatusCodes.Status413PayloadTooLarge, ErrorCodes.BodyTooLarge,
        $"The body is over the limit of {limit} bytes (before or after decompression); send it in parts.");

    private async Task FillAsync(Stream stream, long limit, CancellationToken cancellation)
    {
        int read;
        while ((read = await stream.ReadAsync(_bytes.AsMemory(_length), cancellation)) > 0)
        {
            _length += read;
            if (_length > limit)
            {
                throw TooLarge(limit);
            }

            if (_length == _bytes.Length)
            {
                byte[] larger = ArrayPool<byte>.Shared.Rent(_bytes.Length * 2);
                _bytes.AsSpan().CopyTo(larger);
                ArrayPool<byte>.Shared.Return(_bytes);
                _bytes = larger;
            }
        }
    }
}
