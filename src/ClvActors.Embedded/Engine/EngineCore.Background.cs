using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Embedded.Journal;
using ClvActors.Embedded.Shards;
using ClvActors.Embedded.Storage;
using ClvActors.Embedded.Telemetry;

namespace ClvActors.Embedded.Engine;

/// <content>What goes on in slices between commit groups: settling, and the swap of a model.</content>
internal sealed partial class EngineCore
{
    private bool _isSweeping;
    private long _settlingStart;
    private PendingModelSwap? _swap;

    /// <summary>Whether a sweep or a model swap is under way.</summary>
    public bool HasBackgroundWork => Fault is null && (_isSweeping || _swap is not null);

    /// <summary>Takes the edges anew and starts a sweep; nothing when the population is settled.</summary>
    public void BeginSettling()
    {
        if (IsSettled || _isSweeping)
        {
            return;
        }

        Guard(() =>
        {
            _settlingStart = EngineInstruments.Start();
            RankEdges edges = _state.TakeEdges();
            EngineInstruments.TookEdges(_settlingStart);
            if (edges.Version == _state.Edges.Version)
            {
                _state.BeginSweep(edges);
            }
            else
            {
                long sequence = _log.Append(FrameKind.Edges, EdgesCodec.Encode(edges));
                _log.Commit();
                _state.ApplyEdges(sequence, edges);
            }

            _edgesTimestamp = _time.GetTimestamp();
            _isSweeping = !_state.IsSettled;
            Publish();
        });
    }

    /// <summary>Goes on with a sweep or a model swap for a slice of time.</summary>
    public void RunSlice() => RunSlice(Deadline.After(_options.Slice, _time));

    /// <summary>Settles the population completely before it returns.</summary>
    public void Settle()
    {
        while (!IsSettled)
        {
            BeginSettling();
            while (_isSweeping)
            {
                Guard(() => Sweep(Deadline.Never));
            }
        }
    }

    /// <summary>Starts to score everyone with another bundle.</summary>
    /// <param name="model">The bundle.</param>
    /// <returns>Completes when the new population is published; fails when another swap overtakes it or the engine stops.</returns>
    /// <exception cref="ServiceUnavailableException">The engine has stopped.</exception>
    public Task BeginModelSwap(IValueModel model)
    {
        ThrowIfFaulted();
        PendingModelSwap swap = new(model, Keep(model));
        _swap?.Fail(new InvalidOperationException("Another model swap has overtaken this one."));
        _swap = swap;
        _state.BeginModelSwap(model);
        return _swap.Completion;
    }

    /// <summary>Swaps the bundle completely before it returns.</summary>
    public void SwapModel(IValueModel model)
    {
        _ = BeginModelSwap(model);
        Guard(() => Build(Deadline.Never));
    }

    private void RunSlice(Deadline deadline)
    {
        Guard(() =>
        {
            if (_isSweeping)
            {
                Sweep(deadline);
            }
            else if (_swap is not null)
            {
                Build(deadline);
            }
        });
    }

    private void Sweep(Deadline deadline)
    {
        bool isDone = _state.Sweep(deadline);
        EngineInstruments.Count(_state.TakeWork(), "settling");
        if (!isDone)
        {
            return;
        }

        long sequence = _log.Append(FrameKind.Settled, SettledCodec.Encode());
        _log.Commit();
        _state.ApplySettled(sequence);
        _isSweeping = false;
        Publish();
        EngineInstruments.Count(_state.TakeWork(), "settling");
        EngineInstruments.HasSettled(_settlingStart);
        EngineSpans.Tell("clv.settling", _settlingStart, _time);
    }

    private void Build(Deadline deadline)
    {
        bool isDone = _state.BuildModelSwap(deadline);
        EngineInstruments.Count(_state.TakeWork(), "model_swap");
        if (!isDone)
        {
            return;
        }

        PendingModelSwap swap = _swap!;
        long sequence = _log.Append(FrameKind.ModelSwap, ModelSwapCodec.Encode(new ModelSwap(swap.Model.Id, swap.Model.Fingerprint, swap.Name)));
        _log.Commit();
        _state.ApplyModelSwap(sequence, swap.Model);
        _modelName = swap.Name;
        _swap = null;
        Publish();
        EngineInstruments.Count(_state.TakeWork(), "model_swap");
        EngineInstruments.HasSwapped(swap.Start);
        EngineSpans.Tell("clv.model_swap", swap.Start, _time);
        swap.Complete();
    }

    private string Keep(IValueModel model)
    {
        try
        {
            return _models.Keep(model);
        }
        catch (StorageFullException full)
        {
            throw new ServiceUnavailableException($"The bundle cannot be kept: {full.Message}", isStorageFull: true, full);
        }
    }
}
