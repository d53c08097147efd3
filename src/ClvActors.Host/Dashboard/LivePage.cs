using ClvActors.Host.Live;
using Microsoft.AspNetCore.Components;

namespace ClvActors.Host.Dashboard;

/// <summary>A page or a part of one that follows the service's readings.</summary>
/// <remarks>While an update is under way further readings are left out, so that a slow browser or a slow answer never queues work.</remarks>
public abstract class LivePage : ComponentBase, IDisposable
{
    private int _isUpdating;
    private bool _isDisposed;

    /// <summary>The newest reading that the page has taken up.</summary>
    protected LiveReading Reading { get; private set; } = LiveReading.None;

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Left { get; }

    private readonly CancellationTokenSource _left = new();

    /// <summary>Makes a part that has not been left.</summary>
    protected LivePage() => Left = _left.Token;

    [Inject]
    private LiveStatus Live { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            Live.Changed -= OnChanged;
            _left.Cancel();
            _left.Dispose();
            Dispose(isDisposing: true);
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what a derived page has begun.</summary>
    protected virtual void Dispose(bool isDisposing)
    {
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Reading = Live.Current;
        Live.Changed += OnChanged;
    }

    /// <summary>Takes up what a new reading brings; the page is drawn afterwards.</summary>
    /// <returns>Whether there is anything to draw.</returns>
    protected virtual Task<bool> UpdateAsync() => Task.FromResult(true);

    private void OnChanged()
    {
        if (Interlocked.Exchange(ref _isUpdating, 1) == 0)
        {
            _ = InvokeAsync(TakeUpAsync);
        }
    }

    private async Task TakeUpAsync()
    {
        try
        {
            if (_isDisposed)
            {
                return;
            }

            Reading = Live.Current;
            if (await UpdateAsync() && !_isDisposed)
            {
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (_isDisposed)
        {
            // The page was left while it read.
        }
        catch (Exception failure) when (!_isDisposed)
        {
            await DispatchExceptionAsync(failure);
        }
        finally
        {
            Volatile.Write(ref _isUpdating, 0);
        }
    }
}
