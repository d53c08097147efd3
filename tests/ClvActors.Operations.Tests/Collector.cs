using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ClvActors.Operations.Tests;

/// <summary>Takes what is pushed by OTLP over HTTP and keeps the bodies; names and ids are found in them as bytes.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<byte[]> _traces = [];
    private readonly ConcurrentQueue<byte[]> _metrics = [];

    private Collector(WebApplication application) => _application = application;

    public string Address => _application.Urls.Single();

    public static async Task<Collector> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication application = builder.Build();
        Collector collector = new(application);
        application.MapPost("/v1/traces", request => KeepAsync(request, collector._traces));
        application.MapPost("/v1/metrics", request => KeepAsync(request, collector._metrics));
        await application.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    public bool HasTrace(string text) => Holds(_traces, Encoding.UTF8.GetBytes(text));

    public bool HasTrace(ReadOnlySpan<byte> bytes) => Holds(_traces, bytes);

    public bool HasMetric(string text) => Holds(_metrics, Encoding.UTF8.GetBytes(text));

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static bool Holds(ConcurrentQueue<byte[]> bodies, ReadOnlySpan<byte> bytes)
    {
        foreach (byte[] body in bodies)
        {
            if (body.AsSpan().IndexOf(bytes) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static async Task KeepAsync(HttpContext context, ConcurrentQueue<byte[]> bodies)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        bodies.Enqueue(body.ToArray());
        context.Response.ContentType = "application/x-protobuf";
    }
}
