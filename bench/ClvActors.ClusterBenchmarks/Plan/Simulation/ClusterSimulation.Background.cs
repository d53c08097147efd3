namespace ClvActors.ClusterBenchmarks.Plan.Simulation;

/// <content>The aggregator, settlings, sweep, checkpoints, lookups.</content>
internal sealed partial class ClusterSimulation
{
    private const int PushedViews = 3;
    private const int HopsOfBatch = 4;
    private const int SweptAtOnce = 16;

    private double _aggregatorFree;
    private double _saveEnd;
    private double _nextSaveEnd;
    private double _settlingStarted;
    private double _longestSettling;
    private double _sweepDue;
    private double _checkpointsDue;
    private double _lookupsDue;
    private long _swept;
    private double _partitionsBack = double.PositiveInfinity;

    private double[] RootTurns => _scenario.FanIn == 0
        ? SettlingVolume.Turns(_options.Customers, _options.Partitions)
        : SettlingVolume.TurnsInTree(_options.Customers, _options.Partitions, _scenario.FanIn);

    private void Deliver(int batch)
    {
        if (--_batches[batch].Left > 0)
        {
            return;
        }

        if (_reloading > 0)
        {
            _untold.Add(batch);
            return;
        }

        Complete(batch);
    }

    private void Complete(int batch)
    {
        _aggregatorFree = Math.Max(_now, _aggregatorFree) + (_costs.Batch * Microsecond);
        double stored = Save(_aggregatorFree);
        _batches[batch].Acknowledged = stored + (HopsOfBatch * _options.RoundTripSeconds);
    }

    // One write at a time; whoever comes meanwhile shares the next one.
    private double Save(double now)
    {
        double takes = _options.SyncSeconds + _options.RoundTripSeconds + (_costs.DatabaseCheckpoint * Microsecond);
        if (now >= _nextSaveEnd)
        {
            return _saveEnd = _nextSaveEnd = now + takes;
        }

        if (now >= _saveEnd)
        {
            _saveEnd = _nextSaveEnd;
        }

        return _nextSaveEnd = _saveEnd + takes;
    }

    private void OnTick()
    {
        At(_now + Tick, new Happening(Kind.Ticked));
        int[] alive = [.. Enumerable.Range(0, _silos.Length).Where(silo => !IsGone(silo))];
        _sweepDue += _loads.RescoredPerSecond * Tick;
        for (; _sweepDue >= SweptAtOnce; _sweepDue -= SweptAtOnce)
        {
            _databases[_random.Next(_databases.Length)].Take(_now, SweptAtOnce * _loads.SweptCold * _costs.DatabaseRead * Microsecond);
            Place(alive[_random.Next(alive.Length)], -1, SweptAtOnce);
        }

        _checkpointsDue += _options.Rate * _loads.Cold * Tick;
        for (; _checkpointsDue >= 1; _checkpointsDue--)
        {
            _silos[alive[_random.Next(alive.Length)]].Take(_now, _costs.Deactivation * Microsecond);
            _databases[_random.Next(_databases.Length)].Take(_now, _costs.DatabaseCheckpoint * Microsecond);
        }

        _lookupsDue += _options.Lookups * Tick;
        for (; _lookupsDue >= 1; _lookupsDue--)
        {
            _silos[alive[_random.Next(alive.Length)]].Take(_now, _loads.LookupCost);
        }

        NoteBacklog();
    }

    private void Settle()
    {
        _settlingStarted = _now;
        double done = _now;
        double keys = RootTurns.Sum() / _options.Partitions;
        double work = ((keys * _costs.PartitionKey) + (_costs.LookedAtEntry * _options.Customers / _options.Partitions)) * Microsecond;
        for (int partition = 0; partition < _options.Partitions; partition++)
        {
            done = Math.Max(done, _silos[SiloOf(partition % _silos.Length)].Take(_now, work));
        }

        At(done + _options.RoundTripSeconds, new Happening(Kind.RootTurn));
    }

    // A root receives, then merges in one turn. In the grain that numbers batches these wait for the turn.
    private void RootTurn(int turn)
    {
        double[] turns = RootTurns;
        if (turn == turns.Length)
        {
            At(_now + (PushedViews * _costs.ViewBytes * _silos.Length / _options.NetworkBytes), new Happening(Kind.SettlingDone));
            return;
        }

        double received = _now + (turns[turn] * _costs.KeyBytes / _options.NetworkBytes);
        double done = _silos[0].Take(_now, turns[turn] * _costs.RootKey * Microsecond) + received - _now;
        if (_scenario.FanIn == 0)
        {
            _aggregatorFree = Math.Max(_aggregatorFree, done);
        }

        At(done + _options.RoundTripSeconds, new Happening(Kind.RootTurn, Count: turn + 1));
    }

    private void SettlingDone()
    {
        _longestSettling = Math.Max(_longestSettling, _now - _settlingStarted);
        At(Math.Max(_now, _settlingStarted + _options.SettleSeconds), new Happening(Kind.Settling));
    }
}
