namespace ClvActors.ClusterBenchmarks.Plan.Simulation;

/// <content>The lost silo, and what is counted.</content>
internal sealed partial class ClusterSimulation
{
    private const int PageEntries = 1_000;

    private readonly double _lostAt;
    private readonly List<(int Batch, int Count)> _held = [];
    private readonly List<int> _untold = [];
    private readonly double[] _siloMarks = new double[3];
    private double _databaseMark;
    private int _reloading;
    private int _acknowledgedUpTo;
    private double _usualBacklog;
    private double _largestBacklog;
    private double _backlogGone = double.PositiveInfinity;

    private bool IsDetected => _now >= _lostAt + _options.DetectionSeconds;

    private int Gone => _silos.Length - 1;

    private bool IsGone(int silo) => silo == Gone && _now >= _lostAt;

    // Before the loss is found out, calls still go to the lost silo.
    private int SiloOf(int home) => home == Gone && IsDetected ? _random.Next(Gone) : home;

    private double MovedCold() => _tail.NotSeen(_now - _lostAt - _options.DetectionSeconds);

    private void Hold(int batch, int count)
    {
        if (batch >= 0 && IsDetected)
        {
            Activate(_random.Next(Gone), batch, count);
        }
        else if (batch >= 0)
        {
            _held.Add((batch, count));
        }
    }

    private void Lose()
    {
        _siloMarks[1] = _silos.Sum(silo => silo.Busy);
        _usualBacklog = _largestBacklog;
        _largestBacklog = 0;
        for (int lane = Gone * LanesOfSilo; lane < _lanes.Length; lane++)
        {
            while (_lanes[lane].Waiting.TryDequeue(out Row row))
            {
                if (row.Customer < 0)
                {
                    Hold(row.Batch, 1);
                }
                else
                {
                    Return(row.Customer);
                }
            }
        }
    }

    private void Return(int customer)
    {
        BusyCustomer busy = _busy[customer];
        busy.Waiting.AddRange(busy.Running);
        busy.Running.Clear();
        busy.IsRunning = false;
        if (IsDetected)
        {
            busy.Silo = _random.Next(Gone);
            StartTurn(customer);
        }
    }

    private void Detect()
    {
        // What the lost silo had not stored is sent again; its customers are activated elsewhere.
        foreach ((int batch, int count) in _held)
        {
            Activate(_random.Next(Gone), batch, count);
        }

        _held.Clear();
        for (int customer = 0; customer < _busy.Length; customer++)
        {
            if (_busy[customer].Silo == Gone)
            {
                _busy[customer].Silo = _random.Next(Gone);
                StartTurn(customer);
            }
        }

        int pages = (int)Math.Ceiling(_options.Customers / (double)_options.Partitions / PageEntries);
        for (int partition = 0; partition < _options.Partitions; partition++)
        {
            bool isLost = partition % _silos.Length == Gone;
            _reloading += isLost ? 1 : 0;
            if (isLost || _scenario.ReloadsAll)
            {
                ReadPage(partition, pages);
            }
        }
    }

    private void ReadPage(int partition, int left) => At(
        _databases[_random.Next(_databases.Length)].Take(_now, PageEntries * _costs.DatabaseReloadedEntry * Microsecond) + _options.RoundTripSeconds,
        new Happening(Kind.PageRead, 0, partition, left));

    private void PageRead(int partition, int left) => At(
        _silos[(partition + (partition / _silos.Length)) % Gone].Take(_now, PageEntries * _costs.ReloadedEntry * Microsecond),
        new Happening(Kind.PageIndexed, 0, partition, left - 1));

    private void PageIndexed(int partition, int left)
    {
        if (left > 0)
        {
            ReadPage(partition, left);
        }
        else if (partition % _silos.Length == Gone && --_reloading == 0)
        {
            _partitionsBack = _now - _lostAt;
            _untold.ForEach(Complete);
            _untold.Clear();
        }
    }

    private void NoteBacklog()
    {
        if (_now < WarmUp)
        {
            _siloMarks[0] = _silos.Sum(silo => silo.Busy);
            _databaseMark = _databases.Sum(database => database.Busy);
            return;
        }

        while (_acknowledgedUpTo < _batches.Count && _batches[_acknowledgedUpTo].Acknowledged <= _now)
        {
            _acknowledgedUpTo++;
        }

        double backlog = _batches.Skip(_acknowledgedUpTo).Count(batch => !(batch.Acknowledged <= _now)) * (double)_options.BatchInvoices;
        _largestBacklog = Math.Max(_largestBacklog, backlog);
        if (IsDetected && double.IsInfinity(_backlogGone) && backlog <= _usualBacklog && _reloading == 0)
        {
            _backlogGone = _now;
            _siloMarks[2] = _silos.Sum(silo => silo.Busy);
        }
    }

    private Outcome ToOutcome()
    {
        double end = Math.Min(_now, _options.Duration);
        double busy = _silos.Sum(silo => silo.Busy);
        double[] before = Waits(WarmUp, _lostAt - 1);
        double[] after = Waits(_backlogGone, end - 1);
        return new Outcome
        {
            Scenario = _scenario,
            Utilisation = (_siloMarks[1] - _siloMarks[0]) / ((_lostAt - WarmUp) * _silos.Length * _options.Cores),
            UtilisationAfter = double.IsInfinity(_backlogGone) ? 1 : (busy - _siloMarks[2]) / ((end - _backlogGone) * Gone * _options.Cores),
            DatabaseUtilisation = (_databases.Sum(database => database.Busy) - _databaseMark) / ((end - WarmUp) * _databases.Length * _options.DatabaseCores),
            RowsPerCommit = _rows / (double)_commits,
            Median = Quantile(before, 0.5),
            Slow = Quantile(before, 0.99),
            SlowAfter = Quantile(after, 0.99),
            Worst = _batches.Where(batch => batch.Arrived < end - 1).Max(batch => Math.Min(batch.Acknowledged, end) - batch.Arrived),
            Backlog = _largestBacklog,
            BacklogGone = _backlogGone - _lostAt,
            PartitionsBack = _partitionsBack,
            SweepHours = _options.SweepHours * _loads.RescoredPerSecond * end / _swept,
            LongestSettling = _longestSettling,
        };
    }

    private double[] Waits(double from, double until) =>
        [.. _batches.Where(batch => batch.Arrived >= from && batch.Arrived < until).Select(batch => batch.Acknowledged - batch.Arrived).Order()];

    private static double Quantile(double[] ascending, double share) =>
        ascending.Length == 0 ? double.PositiveInfinity : ascending[(int)(share * (ascending.Length - 1))];
}
