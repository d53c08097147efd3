using ClvActors.Domain.Service;
using ClvActors.Host.Json;

namespace ClvActors.Host.Errors;

/// <summary>Middleware that gives every refusal and failure the one error shape.</summary>
internal sealed partial class ErrorAnswers(RequestDelegate next, HostOptions options, ILogger<ErrorAnswers> log)
{
    /// <summary>Runs the request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (!context.Response.HasStarted && context.Response.ContentType is null && BodylessError(context) is { } refusal)
            {
                await WriteAsync(context, refusal.Status, refusal.Code, refusal.Message);
            }
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; there is nobody to answer.
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            (int status, string code, string message) = Judge(failure);
            if (status == StatusCodes.Status500InternalServerError)
            {
                LogFailure(context.Request.Method, RouteOf(context), failure.GetType().FullName, failure.StackTrace);
                LogFailureWhole(failure, context.Request.Path);
            }
            else if (failure is TimeoutException)
            {
                LogLate(context.Request.Method, RouteOf(context));
                LogLateReason(context.Request.Path, message);
            }

            context.Response.Clear();
            await WriteAsync(context, status, code, message);
        }
    }

    private (int Status, string Code, string Message) Judge(Exception failure) => failure switch
    {
        RequestRefusedException refused => (refused.Status, refused.Code, refused.Message),
        ServiceUnavailableException { IsStorageFull: true } full => (StatusCodes.Status507InsufficientStorage, ErrorCodes.StorageFull, full.Message),
        ServiceUnavailableException failed => (StatusCodes.Status503ServiceUnavailable, options.Cluster is null ? ErrorCodes.LogFailed : ErrorCodes.Unavailable, failed.Message),
        TimeoutException late => (StatusCodes.Status503ServiceUnavailable, ErrorCodes.NoAnswer, late.Message),
        ObjectDisposedException => (StatusCodes.Status503ServiceUnavailable, ErrorCodes.Stopping, "The server is stopping."),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (StatusCodes.Status413PayloadTooLarge, ErrorCodes.BodyTooLarge, "The body is over the limit of this path."),
        BadHttpRequestException broken => (broken.StatusCode, ErrorCodes.BadRequest, broken.Message),
        _ => (StatusCodes.Status500InternalServerError, ErrorCodes.Internal, "The server made a mistake; its log says more."),
    };

    // The path itself may name a customer, and so may an exception's message.
    private static string RouteOf(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)";

    private static (int Status, string Code, string Message)? BodylessError(HttpContext context)
    {
        int status = context.Response.StatusCode;
        return status switch
        {
            StatusCodes.Status404NotFound => (status, ErrorCodes.NotFound, $"There is nothing at {context.Request.Path}; /docs lists what there is."),
            StatusCodes.Status405MethodNotAllowed => (status, ErrorCodes.MethodNotAllowed, $"{context.Request.Path} does not take {context.Request.Method}, but {context.Response.Headers.Allow}."),
            StatusCodes.Status415UnsupportedMediaType => (status, ErrorCodes.UnsupportedMediaType, "The content type must be application/json."),
            >= 400 and < 500 => (status, ErrorCodes.BadRequest, "The request cannot be understood."),
            _ => null,
        };
    }

    private static async Task WriteAsync(HttpContext context, int status, string code, string message)
    {
        context.Response.StatusCode = status;
        await context.Response.WriteAsJsonAsync(new ApiError(code, message), ApiJson.Default.ApiError, cancellationToken: context.RequestAborted);
    }

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "{Method} {Route} had no answer in time")]
    private partial void LogLate(string method, string route);

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "{Method} {Route} failed with {Exception}; its message is told at the level of debug\n{Stack}")]
    private partial void LogFailure(string method, string route, string? exception, string? stack);

    [LoggerMessage(EventId = 3, Level = LogLevel.Debug, Message = "{Path} failed")]
    private partial void LogFailureWhole(Exception failure, PathString path);

    [LoggerMessage(EventId = 4, Level = LogLevel.Debug, Message = "{Path} had no answer in time: {Reason}")]
    private partial void LogLateReason(PathString path, string reason);
}
