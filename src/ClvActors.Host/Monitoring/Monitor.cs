using ClvActors.Domain.Service;
using ClvActors.Host.Models;
using ClvActors.Host.Telemetry;
using ClvActors.Learning.Monitoring;
using ClvActors.Learning.Monitoring.Alerts;
using ClvActors.Learning.Monitoring.Cohorts;

namespace ClvActors.Host.Monitoring;

/// <summary>Watches the live population for drift and remembers predictions until it is known how they came true.</summary>
/// <remarks>
/// <para>The service is asked once a second how it stands; the population is looked at when a new day has been settled or another bundle serves. A look is one survey and some hundred explanations, and
/// monitoring rests twenty times as long as it took, ten seconds at most after the first: in a fast replay days are passed over.</para>
/// <para>Whatever goes wrong is reported in <see cref="MonitoringReport.Problem"/>, logged once, and never stops the server. <see cref="Current"/> is safe on any thread.</para>
/// </remarks>
internal sealed partial class Monitor : BackgroundService
{
    private static readonly TimeSpan SettlingLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetrainingLimit = TimeSpan.FromSeconds(3);

    private readonly ICustomerValueService _service;
    private readonly TimeProvider _time;
    private readonly MonitoringSettings _settings;
    private readonly ILogger<Monitor> _log;
    private readonly RetrainCommand _retrain;
    private readonly HostOptions _options;
    private readonly ModelShelf _shelf;
    private readonly MonitoringInstruments _instruments;
    private volatile MonitoringReport _current = new();
    private MonitoringStore? _store;
    private CohortBook? _cohorts;
    private MonitoredBundles? _bundles;
    private PopulationReader? _reader;
    private (DateOnly AsOf, string BundleId)? _looked;
    private BundleIdentity? _accuracyOf;
    private string? _failure;
    private DateTimeOffset? _unsettledSince;
    private DateTimeOffset _restsUntil;
    private bool _hasLooked;
    private DateTimeOffset? _writtenAt;
    private bool _isUnwritten;

    /// <summary>Makes the monitor; it begins with the server.</summary>
    /// <param name="options">Names the data directory.</param>
    /// <param name="shelf">The models folder.</param>
    /// <param name="service">What is watched.</param>
    /// <param name="time">Times the looks and stamps what happens.</param>
    /// <param name="settings">How much it may cost.</param>
    /// <param name="retrain">What an alert may start.</param>
    /// <param name="telemetry">Shows what is measured.</param>
    /// <param name="log">Where alerts and problems are told.</param>
    public Monitor(
        HostOptions options, ModelShelf shelf, ICustomerValueService service, TimeProvider time, MonitoringSettings settings, RetrainCommand retrain, HostTelemetry telemetry, ILogger<Monitor> log)
    {
        _options = options;
        _shelf = shelf;
        _service = service;
        _time = time;
        _settings = settings;
        _retrain = retrain;
        _log = log;
        _instruments = new MonitoringInstruments(telemetry, () => _current);
    }

    /// <summary>The newest report.</summary>
    public MonitoringReport Current => _current;

    /// <summary>Told after <see cref="Current"/> has changed, on the monitor's own thread; whoever listens must not block.</summary>
    public event Action? Changed;

    /// <inheritdoc/>
    public override void Dispose()
    {
        _instruments.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(_settings.Poll, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await PollAsync(stoppingToken);
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; a service that goes with it may say so in other ways than by a cancellation.
        }

        // The process of a retraining is killed on another thread; the server must not be gone before.
        await Task.WhenAny(_retrain.Ended, Task.Delay(RetrainingLimit, _time, CancellationToken.None));
        Finish();
    }

    /// <summary>Asks once how the service stands and looks at the population if there is reason to.</summary>
    internal async Task PollAsync(CancellationToken cancellation)
    {
        try
        {
            Open();
            await FollowAsync(cancellation);
            Report(null);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested && failure is not OutOfMemoryException)
        {
            Report(failure.Message);
        }
    }

    // Not in the constructor: the server's start must not wait for files, nor fail with them.
    private void Open()
    {
        if (_store is not null)
        {
            return;
        }

        MonitoringStore store = new(_options.DataDirectory);
        MonitoringReport before = store.ReadReport() ?? new MonitoringReport();
        _cohorts = new CohortBook(_service, store);
        _bundles = new MonitoredBundles(_shelf, _options.DataDirectory);
        _reader = new PopulationReader(_service, _bundles, store, _settings, _time);
        store.Warnings.ForEach(LogDamaged);
        _store = store;
        Publish(before with
        {
            IsKept = store.IsKept,
            Problem = Problem(),
            Retrainings = [.. before.Retrainings.Select(run => run.EndedAt is null ? run with { EndedAt = _time.GetUtcNow(), Problem = "the server stopped" } : run)],
        });
    }

    private async Task FollowAsync(CancellationToken cancellation)
    {
        TakeRetraining();
        ServiceStatus status = await _service.StatusAsync(cancellation);
        if (status.BundleId != _current.BundleId)
        {
            Publish(_current with
            {
                BundleId = status.BundleId,
                Bundles = BundleHistory.Next(_current.Bundles, new ServedBundle(status.BundleId, null, status.HorizonDays, status.AsOf, _time.GetUtcNow()), _settings.KeptEvents),
            });
        }

        if (status.AsOf is not { } asOf || _looked == (asOf, status.BundleId) || _time.GetUtcNow() < _restsUntil)
        {
            Write(isUrgent: false);
            return;
        }

        if (!await IsSettledAsync(status, cancellation))
        {
            return;
        }

        long started = _time.GetTimestamp();
        bool isFirst = !_hasLooked;
        try
        {
            await LookAsync(status, cancellation);
        }
        finally
        {
            TimeSpan rest = _settings.RestFactor * (_time.GetElapsedTime(started) - _reader!.Explaining);
            _restsUntil = _time.GetUtcNow() + (isFirst && rest > _settings.LongestFirstRest ? _settings.LongestFirstRest : rest);
        }
    }

    // Under steady load a poll may never meet the moments at which everything is settled.
    private async Task<bool> IsSettledAsync(ServiceStatus status, CancellationToken cancellation)
    {
        DateTimeOffset now = _time.GetUtcNow();
        if (status.IsSettled)
        {
            _unsettledSince = null;
            return true;
        }

        _unsettledSince ??= now;
        if (now - _unsettledSince < _settings.Patience)
        {
            return false;
        }

        await _service.SettleAsync(cancellation).AsTask().WaitAsync(SettlingLimit, _time, cancellation);
        _unsettledSince = null;
        return true;
    }

    private async Task LookAsync(ServiceStatus status, CancellationToken cancellation)
    {
        bool isCohortDue = _cohorts!.IsDue(status.AsOf!.Value);
        PopulationLook? look = await _reader!.LookAsync(status.BundleId, isCohortDue ? _settings.CohortSize : 0, cancellation);

        // When the month has turned meanwhile the sample is too small for its cohort: the next look knows.
        if (look?.Survey.AsOf is not { } asOf || (!isCohortDue && _cohorts.IsDue(asOf)))
        {
            return;
        }

        // Until the report is published the accuracy counts as out of date: what fails on the way must not lose that a cohort has ended.
        BundleIdentity? accuracyOf = _accuracyOf;
        _accuracyOf = null;
        bool hasEnded = await _cohorts.ReadAsync(asOf, cancellation);
        bool isNewCohort = _cohorts.IsDue(asOf) && Remember(look, asOf, status.HorizonDays);
        MonitoringReport before = _current;
        BundleIdentity serving = look.Served.Identity;
        bool isMeasured = _cohorts.Cohorts.Count > 0 && (hasEnded || isNewCohort || accuracyOf != serving);
        IReadOnlyList<LiveAccuracy> accuracy = isMeasured ? AccuracyRows.Of(_cohorts.Cohorts, before.Accuracy, serving) : before.Accuracy;
        DateTimeOffset now = _time.GetUtcNow();
        IReadOnlyList<MonitoringAlert> alerts = AlertBook.Update(before.Alerts, AlertConditions.Of(look.Drift, accuracy, serving), asOf, now);
        SettledDay day = SettledDays.Of(look, asOf, now);
        MonitoringReport next = before with
        {
            AsOf = asOf,
            TakenAt = now,
            Customers = day.Customers,
            ScoredCustomers = day.ScoredCustomers,
            Problem = Problem(),
            Baseline = look.Baseline,
            Drift = look.Drift,
            Accuracy = accuracy,
            Alerts = alerts,
            Bundles = BundleHistory.Named(before.Bundles, serving, look.Served.Others, asOf, now, _settings.KeptEvents),
            History = [.. before.History.Where(old => old.AsOf < asOf).TakeLast(_settings.KeptDays - 1), day],
        };
        TellAlerts(before.Alerts, alerts);
        _looked = (asOf, look.Survey.BundleId);
        Publish(StartRetraining(next, asOf, cancellation));
        _hasLooked = true;
        Write(isUrgent: isMeasured || alerts.Count(alert => alert.IsActive) != before.Alerts.Count(alert => alert.IsActive));

        // Only now is what they have shown on the disk.
        if (isMeasured)
        {
            _cohorts.Forget();
        }

        _accuracyOf = serving;
    }

    private bool Remember(PopulationLook look, DateOnly asOf, int horizonDays)
    {
        IReadOnlyList<CustomerSummary> sample = [.. look.Survey.Sample.Take(_settings.CohortSize)];
        if (CohortMaker.Make(asOf, look.Served, horizonDays, _bundles!.FindQuarter(), sample) is not { } cohort)
        {
            return false;
        }

        _cohorts!.Add(cohort);
        return true;
    }

    private MonitoringReport StartRetraining(MonitoringReport report, DateOnly asOf, CancellationToken cancellation) =>
        _retrain.Due(report.Alerts, report.Retrainings, _settings.RetrainCoolDown) is { } alert
            ? report with { Retrainings = [.. report.Retrainings.Prepend(_retrain.Start(alert, asOf, cancellation)).Take(_settings.KeptEvents)] }
            : report;

    private void TakeRetraining()
    {
        if (_retrain.TakeEnded() is { } ended)
        {
            Publish(_current with { Retrainings = [.. _current.Retrainings.Select(run => run.StartedAt == ended.StartedAt ? ended : run)] });
        }
    }

    private void TellAlerts(IReadOnlyList<MonitoringAlert> before, IReadOnlyList<MonitoringAlert> after)
    {
        foreach (MonitoringAlert raised in after.Where(alert => alert.IsActive && !before.Any(old => old.IsActive && IsSame(old, alert))))
        {
            _instruments.CountRaised(raised.Code);
            LogRaised(raised.Code, raised.Text);
        }

        foreach (MonitoringAlert cleared in after.Where(alert => !alert.IsActive && before.Any(old => old.IsActive && IsSame(old, alert))))
        {
            LogCleared(cleared.Code, cleared.Subject, cleared.RaisedAsOf);
        }
    }

    private static bool IsSame(MonitoringAlert one, MonitoringAlert other) =>
        (one.Code, one.Subject, one.BundleId, one.RaisedAt) == (other.Code, other.Subject, other.BundleId, other.RaisedAt);

    private void Publish(MonitoringReport next)
    {
        _current = next;
        _isUnwritten = true;
        Changed?.Invoke();
    }

    private void Write(bool isUrgent)
    {
        DateTimeOffset now = _time.GetUtcNow();
        if (_isUnwritten && (isUrgent || _writtenAt is null || now - _writtenAt >= _settings.WriteInterval))
        {
            _store!.Write(_current);
            _writtenAt = now;
            _isUnwritten = false;
        }
    }

    private void Finish()
    {
        try
        {
            if (_store is not null)
            {
                TakeRetraining();
                Write(isUrgent: true);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogProblem(failure.Message);
        }
    }

    private void Report(string? failure)
    {
        if (failure == _failure)
        {
            return;
        }

        if (failure is not null)
        {
            LogProblem(failure);
        }

        _failure = failure;
        Publish(_current with { Problem = Problem() });
    }

    private string? Problem()
    {
        string all = string.Join(" ", (_store?.Warnings ?? []).Concat(_failure is null ? [] : [_failure]));
        return all.Length == 0 ? null : all;
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "Alert {Code}: {Text}")]
    private partial void LogRaised(string code, string text);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "Alert {Code} {Subject} of {RaisedAsOf:yyyy-MM-dd} has cleared")]
    private partial void LogCleared(string code, string subject, DateOnly raisedAsOf);

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "Monitoring falls behind: {Problem}")]
    private partial void LogProblem(string problem);

    [LoggerMessage(EventId = 4, Level = LogLevel.Warning, Message = "Monitoring has lost a file: {Problem}")]
    private partial void LogDamaged(string problem);
}
