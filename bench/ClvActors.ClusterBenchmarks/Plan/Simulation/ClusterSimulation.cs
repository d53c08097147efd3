namespace ClvActors.ClusterBenchmarks.Plan.Simulation;

/// <summary>A discrete-event simulation of silos, lanes, databases, aggregator and partitions.</summary>
/// <remarks>
/// Every invoice is an item of its own: a core of its customer's silo, a row in one of the silo's lanes, a group on a core of the database, its sync. A batch is acknowledged when its last
/// row is durable, its partitions are there and the aggregator has stored the completion. The busiest customers are serial, with their waiting calls taken as one turn.
/// </remarks>
internal sealed partial class ClusterSimulation
{
    private const double Microsecond = 1e-6;
    private const double Tick = 0.05;
    private const double WarmUp = 5;
    private const double BurstSeconds = 3;
    private const double CalmSeconds = 12;
    private const int ChunkInvoices = 4;
    private const int LanesOfDatabase = 2;
    private const int LargestGroup = 512;
    private const int BusyCustomers = 512;

    private readonly PlanOptions _options;
    private readonly UnitCosts _costs;
    private readonly Scenario _scenario;
    private readonly CustomerTail _tail;
    private readonly Loads _loads;
    private readonly Random _random;
    private readonly Cores[] _silos;
    private readonly Cores[] _databases;
    private readonly Lane[] _lanes;
    private readonly BusyCustomer[] _busy;
    private readonly PriorityQueue<Happening, double> _events = new();
    private readonly List<Batch> _batches = [];
    private double _now;
    private double _burstUntil;
    private double _calmUntil;
    private long _commits;
    private long _rows;

    public ClusterSimulation(PlanOptions options, UnitCosts costs, Scenario scenario)
    {
        (_options, _costs, _scenario) = (options, costs, scenario);
        _tail = new CustomerTail(options.Customers, options.Tail, options.Rate);
        _loads = new Loads(options, costs, _tail, scenario.AsksRanks);
        _random = new Random(options.Seed);
        _silos = [.. Enumerable.Range(0, scenario.Silos).Select(_ => new Cores(options.Cores))];
        _databases = [.. Enumerable.Range(0, scenario.Databases).Select(_ => new Cores(options.DatabaseCores))];
        _lanes = [.. Enumerable.Range(0, scenario.Silos * LanesOfSilo).Select(_ => new Lane())];
        _busy = [.. Enumerable.Range(0, BusyCustomers).Select(_ => new BusyCustomer())];
        _lostAt = options.Duration / 3;
    }

    private enum Kind
    {
        Arrival,
        Placed,
        Applied,
        TurnApplied,
        Stored,
        Ticked,
        Settling,
        RootTurn,
        SettlingDone,
        PageRead,
        PageIndexed,
        Lost,
        Detected,
    }

    private int LanesOfSilo => _scenario.Databases * LanesOfDatabase;

    /// <summary>Runs it.</summary>
    public Outcome Run()
    {
        At(0, new Happening(Kind.Arrival));
        At(Tick, new Happening(Kind.Ticked));
        At(WarmUp, new Happening(Kind.Settling));
        At(_lostAt, new Happening(Kind.Lost));
        At(_lostAt + _options.DetectionSeconds, new Happening(Kind.Detected));
        while (_events.TryDequeue(out Happening happening, out _now) && _now < _options.Duration)
        {
            Handle(happening);
        }

        return ToOutcome();
    }

    private void Handle(Happening happening)
    {
        switch (happening.Kind)
        {
            case Kind.Arrival: Arrive(); break;
            case Kind.Placed: Place(happening.Silo, happening.Batch, happening.Count); break;
            case Kind.Applied: Applied(happening.Silo, happening.Batch, happening.Count); break;
            case Kind.TurnApplied: TurnApplied(happening.Silo, happening.Batch); break;
            case Kind.Stored: Stored(happening.Silo); break;
            case Kind.Ticked: OnTick(); break;
            case Kind.Settling: Settle(); break;
            case Kind.RootTurn: RootTurn(happening.Count); break;
            case Kind.SettlingDone: SettlingDone(); break;
            case Kind.PageRead: PageRead(happening.Batch, happening.Count); break;
            case Kind.PageIndexed: PageIndexed(happening.Batch, happening.Count); break;
            case Kind.Lost: Lose(); break;
            case Kind.Detected: Detect(); break;
        }
    }

    private void At(double time, Happening happening) => _events.Enqueue(happening, time);

    private void Arrive()
    {
        if (_now >= _calmUntil)
        {
            _burstUntil = _now + Exponential(BurstSeconds);
            _calmUntil = _burstUntil + Exponential(CalmSeconds);
        }

        // The calm rate is such that the hour's mean is the planned rate.
        double share = BurstSeconds / (BurstSeconds + CalmSeconds);
        double factor = _now < _burstUntil ? _options.BurstFactor : (1 - (share * _options.BurstFactor)) / (1 - share);
        At(_now + Exponential(_options.BatchInvoices / (_options.Rate * factor)), new Happening(Kind.Arrival));
        int batch = _batches.Count;
        _batches.Add(new Batch { Arrived = _now, Left = _options.BatchInvoices });
        int[] counts = new int[_silos.Length];
        double moved = IsDetected ? Math.Max(_loads.Cold, MovedCold()) : 0;
        for (int invoice = 0; invoice < _options.BatchInvoices; invoice++)
        {
            long rank = _tail.Rank(_random.NextDouble());
            int home = (int)((ulong)(rank * 2_654_435_761L) % (ulong)_silos.Length);
            int silo = SiloOf(home);
            if (rank < BusyCustomers)
            {
                Call((int)rank, silo, batch);
            }
            else if (_random.NextDouble() < (home == silo ? _loads.Cold : moved))
            {
                Activate(silo, batch, 1);
            }
            else
            {
                counts[silo]++;
            }
        }

        for (int silo = 0; silo < counts.Length; silo++)
        {
            for (int left = counts[silo]; left > 0; left -= ChunkInvoices)
            {
                Place(silo, batch, Math.Min(left, ChunkInvoices));
            }
        }
    }

    // The checkpoint and the tail are read first.
    private void Activate(int silo, int batch, int count)
    {
        double read = _databases[_random.Next(_databases.Length)].Take(_now, count * _costs.DatabaseRead * Microsecond);
        _silos[silo].Take(_now, count * _costs.Activation * Microsecond);
        At(read + (2 * _options.RoundTripSeconds), new Happening(Kind.Placed, silo, batch, count));
    }

    private void Place(int silo, int batch, int count)
    {
        if (IsGone(silo))
        {
            Hold(batch, count);
            return;
        }

        double cost = batch >= 0 ? _loads.InvoiceCost : _loads.SweptCost;
        At(_silos[silo].Take(_now, count * cost), new Happening(Kind.Applied, silo, batch, count));
    }

    private void Applied(int silo, int batch, int count)
    {
        if (IsGone(silo))
        {
            Hold(batch, count);
            return;
        }

        for (int row = 0; row < count; row++)
        {
            Write((silo * LanesOfSilo) + _random.Next(LanesOfSilo), new Row(batch, -1));
        }
    }

    private void Call(int customer, int silo, int batch)
    {
        BusyCustomer called = _busy[customer];
        called.Silo = silo;
        called.Waiting.Add(batch);
        StartTurn(customer);
    }

    private void StartTurn(int customer)
    {
        BusyCustomer busy = _busy[customer];
        if (busy.IsRunning || busy.Waiting.Count == 0 || IsGone(busy.Silo))
        {
            return;
        }

        busy.IsRunning = true;
        (busy.Running, busy.Waiting) = (busy.Waiting, busy.Running);
        double cost = busy.Running.Count * _costs.InvoiceOfLargeCustomer * Microsecond;
        At(_silos[busy.Silo].Take(_now, cost), new Happening(Kind.TurnApplied, busy.Silo, customer, 1));
    }

    private void TurnApplied(int silo, int customer)
    {
        if (IsGone(silo))
        {
            Return(customer);
            return;
        }

        Write((silo * LanesOfSilo) + (customer % LanesOfSilo), new Row(-1, customer));
    }

    private void Write(int lane, Row row)
    {
        _lanes[lane].Waiting.Enqueue(row);
        StartGroup(lane);
    }

    private void StartGroup(int number)
    {
        Lane lane = _lanes[number];
        if (lane.Group.Count > 0 || lane.Waiting.Count == 0)
        {
            return;
        }

        while (lane.Group.Count < LargestGroup && lane.Waiting.TryDequeue(out Row row))
        {
            lane.Group.Add(row);
        }

        _commits++;
        _rows += lane.Group.Count;
        double work = (_costs.DatabaseCommit + (lane.Group.Count * _costs.DatabaseRow)) * Microsecond;
        double done = _databases[number % LanesOfSilo / LanesOfDatabase].Take(_now, work);
        At(done + _options.SyncSeconds + _options.RoundTripSeconds, new Happening(Kind.Stored, number));
    }

    private void Stored(int number)
    {
        Lane lane = _lanes[number];
        foreach (Row row in lane.Group)
        {
            if (row.Customer >= 0)
            {
                BusyCustomer busy = _busy[row.Customer];
                busy.Running.ForEach(Deliver);
                busy.Running.Clear();
                busy.IsRunning = false;
                StartTurn(row.Customer);
            }
            else if (row.Batch >= 0)
            {
                Deliver(row.Batch);
            }
            else
            {
                _swept++;
            }
        }

        lane.Group.Clear();
        StartGroup(number);
    }

    private double Exponential(double mean) => -mean * Math.Log(1 - _random.NextDouble());

    private readonly record struct Happening(Kind Kind, int Silo = 0, int Batch = 0, int Count = 0);

    private readonly record struct Row(int Batch, int Customer);

    private sealed class Batch
    {
        public double Arrived;
        public int Left;
        public double Acknowledged = double.PositiveInfinity;
    }

    private sealed class Lane
    {
        public readonly Queue<Row> Waiting = new();
        public readonly List<Row> Group = [];
    }

    private sealed class BusyCustomer
    {
        public bool IsRunning;
        public int Silo;
        public List<int> Waiting = [];
        public List<int> Running = [];
    }
}
