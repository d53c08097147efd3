using System.CommandLine;
using ClvActors.ClusterBenchmarks;
using ClvActors.ClusterBenchmarks.Plan;

Option<FileInfo> data = new("--data") { Description = "Transaction file (csv, csv.gz, xlsx).", Required = true };
Option<string?> postgres = new("--postgres") { Description = "Connection string of a PostgreSQL server in which databases may be made; without it only what is in memory is measured." };
Option<int> batchLines = new("--batch-lines") { Description = "Lines of a batch.", DefaultValueFactory = _ => 5_000 };
Option<int> inFlight = new("--in-flight") { Description = "Batches under way at the same time.", DefaultValueFactory = _ => 4 };
Option<int> runs = new("--runs") { Description = "How often each is measured.", DefaultValueFactory = _ => 3 };
Option<DirectoryInfo> model = new("--model") { Description = "Folder of the bundle.", DefaultValueFactory = _ => new DirectoryInfo("models/clv-12m") };

Command ingest = new("ingest", "The embedded engine, one silo in memory, one and three on PostgreSQL, with the grain-call anchor, in turn.") { data, postgres, batchLines, inFlight, runs, model };
ingest.SetAction((parsed, _) => ClusterRun.IngestAsync(
    parsed.GetRequiredValue(data).FullName,
    parsed.GetValue(postgres),
    parsed.GetValue(batchLines),
    parsed.GetValue(inFlight),
    parsed.GetValue(runs),
    parsed.GetRequiredValue(model).FullName));

RootCommand root = new("End-to-end benchmarks of the cluster.") { ingest, PlanCommand.Create() };
return await root.Parse(args).InvokeAsync();
