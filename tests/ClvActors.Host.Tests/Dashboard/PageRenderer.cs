using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.RenderTree;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.JSInterop;

namespace ClvActors.Host.Tests.Dashboard;

/// <summary>Renders components as a circuit does, without a browser: events reach them, scripts answer nothing, navigations are noted.</summary>
internal sealed class PageRenderer : Renderer
{
    private readonly ConcurrentQueue<Exception> _unhandled = new();
    private int _root;

    private PageRenderer(Services services)
        : base(services, NullLoggerFactory.Instance) => Provided = services;

    public override Dispatcher Dispatcher { get; } = Dispatcher.CreateDefault();

    /// <summary>What the components get.</summary>
    public Services Provided { get; }

    /// <summary>Renders a component.</summary>
    /// <param name="services">The server's services.</param>
    /// <param name="address">Path and query that the browser shows.</param>
    /// <param name="parameters">The component's parameters.</param>
    /// <param name="isAwaited">Whether to wait until everything that it reads has come.</param>
    public static async Task<PageRenderer> RenderAsync<T>(IServiceProvider services, string address, Dictionary<string, object?>? parameters = null, bool isAwaited = true)
        where T : IComponent
    {
        PageRenderer renderer = new(new Services(services, address));
        await renderer.Dispatcher.InvokeAsync(async () =>
        {
            renderer._root = renderer.AssignRootComponentId(renderer.InstantiateComponent(typeof(T)));
            Task rendered = renderer.RenderRootComponentAsync(renderer._root, parameters is null ? ParameterView.Empty : ParameterView.FromDictionary(parameters));
            await (isAwaited ? rendered : Task.CompletedTask);
        });
        renderer.ThrowIfFailed();
        return renderer;
    }

    /// <summary>The first component of a type.</summary>
    public T Find<T>()
        where T : IComponent => Components().Select(found => found.Component).OfType<T>().First();

    /// <summary>All text that is shown.</summary>
    public string Text() => Dispatcher.InvokeAsync(() =>
    {
        StringBuilder text = new();
        foreach ((int id, _) in Components())
        {
            foreach (RenderTreeFrame frame in Frames(id).Where(frame => frame.FrameType is RenderTreeFrameType.Text or RenderTreeFrameType.Markup))
            {
                text.Append(frame.FrameType == RenderTreeFrameType.Text ? frame.TextContent : frame.MarkupContent);
            }
        }

        return text.ToString();
    }).GetAwaiter().GetResult();

    /// <summary>Raises an event at the first element of a component that listens to it.</summary>
    public async Task RaiseAsync<T>(string name, EventArgs arguments)
        where T : IComponent
    {
        await Dispatcher.InvokeAsync(() =>
        {
            RenderTreeFrame listener = Components().Where(found => found.Component is T).SelectMany(found => Frames(found.Id))
                .First(frame => frame.FrameType == RenderTreeFrameType.Attribute && frame.AttributeName == name && frame.AttributeEventHandlerId > 0);
            return DispatchEventAsync(listener.AttributeEventHandlerId, null, arguments);
        });
        ThrowIfFailed();
    }

    /// <summary>Tells a component's listener.</summary>
    public async Task TellAsync<T>(EventCallback<T> callback, T argument)
    {
        await Dispatcher.InvokeAsync(() => callback.InvokeAsync(argument));
        ThrowIfFailed();
    }

    /// <summary>Leaves the page.</summary>
    public Task LeaveAsync() => Dispatcher.InvokeAsync(() => RemoveRootComponent(_root));

    protected override void HandleException(Exception exception) => _unhandled.Enqueue(exception);

    protected override Task UpdateDisplayAsync(in RenderBatch renderBatch) => Task.CompletedTask;

    private void ThrowIfFailed()
    {
        if (_unhandled.TryDequeue(out Exception? failure))
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private List<(int Id, IComponent? Component)> Components()
    {
        List<(int, IComponent?)> all = [(_root, null)];
        for (int at = 0; at < all.Count; at++)
        {
            all.AddRange(Frames(all[at].Item1).Where(frame => frame.FrameType == RenderTreeFrameType.Component).Select(frame => (frame.ComponentId, (IComponent?)frame.Component)));
        }

        return all;
    }

    private RenderTreeFrame[] Frames(int component)
    {
        ArrayRange<RenderTreeFrame> frames = GetCurrentRenderTreeFrames(component);
        return frames.Array[..frames.Count];
    }

    /// <summary>The server's services with a browser's part that does nothing.</summary>
    internal sealed class Services : IServiceProvider, IKeyedServiceProvider, IJSRuntime
    {
        private readonly IServiceProvider _scope;

        public Services(IServiceProvider services, string address)
        {
            _scope = services.CreateScope().ServiceProvider;
            Navigation = new Addresses(address);
            ((IHostEnvironmentNavigationManager)_scope.GetRequiredService<NavigationManager>()).Initialize(Navigation.BaseUri, Navigation.Uri);
        }

        public Addresses Navigation { get; }

        public object? GetService(Type serviceType) =>
            serviceType == typeof(NavigationManager) ? Navigation : serviceType == typeof(IJSRuntime) ? this : _scope.GetService(serviceType);

        public object? GetKeyedService(Type serviceType, object? serviceKey) => ((IKeyedServiceProvider)_scope).GetKeyedService(serviceType, serviceKey);

        public object GetRequiredKeyedService(Type serviceType, object? serviceKey) => ((IKeyedServiceProvider)_scope).GetRequiredKeyedService(serviceType, serviceKey);

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => ValueTask.FromResult<TValue>(default!);

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => ValueTask.FromResult<TValue>(default!);
    }

    /// <summary>Notes where a page leads.</summary>
    internal sealed class Addresses : NavigationManager
    {
        private const string Root = "http://pages.test/";

        public Addresses(string address) => Initialize(Root, Root + address.TrimStart('/'));

        public List<string> Opened { get; } = [];

        protected override void NavigateToCore(string uri, NavigationOptions options) => Opened.Add(uri);
    }
}
