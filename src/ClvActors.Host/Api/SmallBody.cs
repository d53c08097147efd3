using ClvActors.Host.Errors;
using ClvActors.Host.Ingestion;

namespace ClvActors.Host.Api;

/// <summary>Bodies of requests that say a few words.</summary>
internal static class SmallBody
{
    /// <summary>Largest such body in bytes.</summary>
    public const int Limit = 1 << 16;

    /// <summary>Reads a small JSON body.</summary>
    /// <exception cref="RequestRefusedException">415: it is not JSON; 413: over <see cref="Limit"/>; 400: empty.</exception>
    public static async Task<RequestBody> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!request.HasJsonContentType())
        {
            throw new RequestRefusedException(
                StatusCodes.Status415UnsupportedMediaType, ErrorCodes.UnsupportedMediaType, "The content type must be application/json.");
        }

        RequestBody body = await RequestBody.ReadAsync(request, Limit, cancellation);
        if (body.Bytes.Count == 0)
        {
            body.Dispose();
            throw new RequestRefusedException(StatusCodes.Status400BadRequest, ErrorCodes.EmptyBody, "The body is empty.");
        }

        return body;
    }
}
