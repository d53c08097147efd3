using Spectre.Console;

namespace ClvActors.CommandLine.Terminals;

/// <summary>Where a verb writes: results and progress to the output, one line to the error stream when it fails.</summary>
/// <remarks>Progress bars are drawn on an interactive terminal only; elsewhere long work tells its share in plain lines. One verb at a time.</remarks>
public sealed class Terminal
{
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(10);

    private readonly IAnsiConsole _console;
    private readonly bool _isInteractive;
    private readonly TimeProvider _time;

    /// <summary>Makes a terminal over two writers.</summary>
    /// <param name="output">Results and progress.</param>
    /// <param name="error">Error lines.</param>
    /// <param name="isInteractive">Whether <paramref name="output"/> is a screen that understands control sequences.</param>
    /// <param name="time">Paces plain progress lines; the system's clock when null.</param>
    public Terminal(TextWriter output, TextWriter error, bool isInteractive, TimeProvider? time = null)
    {
        Output = output;
        Error = error;
        _isInteractive = isInteractive;
        _time = time ?? TimeProvider.System;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = isInteractive ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = isInteractive ? InteractionSupport.Yes : InteractionSupport.No,
        });
    }

    /// <summary>Results and progress.</summary>
    public TextWriter Output { get; }

    /// <summary>Error lines.</summary>
    public TextWriter Error { get; }

    /// <summary>The clock for measured durations.</summary>
    public TimeProvider Time => _time;

    /// <summary>Writes one line of results.</summary>
    public void Line(string text = "") => Output.WriteLine(text);

    /// <summary>Writes a table, as Markdown: the first column to the left, numbers to the right.</summary>
    /// <param name="columns">The headings.</param>
    /// <param name="rows">The cells, as many per row as there are headings.</param>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        string[][] cells = [[.. columns], .. rows.Select(row => row.ToArray())];
        int[] widths = [.. columns.Select((_, column) => Math.Max(3, cells.Max(row => row[column].Length)))];
        for (int row = 0; row < cells.Length; row++)
        {
            Line($"| {string.Join(" | ", cells[row].Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])))} |");
            if (row == 0)
            {
                Line($"| {string.Join(" | ", widths.Select((width, column) => column == 0 ? new string('-', width) : new string('-', width - 1) + ":"))} |");
            }
        }
    }

    /// <summary>Does long work with a progress display.</summary>
    /// <param name="title">What is being done.</param>
    /// <param name="work">The work; it passes the share that is done, 0 to 1, as often as it likes.</param>
    public T WithProgress<T>(string title, Func<Action<double>, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return _isInteractive ? WithBar(title, work) : WithLines(title, work);
    }

    private T WithBar<T>(string title, Func<Action<double>, T> work) => _console.Progress()
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .Start(context =>
        {
            ProgressTask task = context.AddTask(Markup.Escape(title), maxValue: 1);
            T result = work(share => task.Value = share);
            task.Value = 1;
            return result;
        });

    private T WithLines<T>(string title, Func<Action<double>, T> work)
    {
        long told = _time.GetTimestamp();
        return work(share =>
        {
            if (_time.GetElapsedTime(told) >= PlainInterval)
            {
                told = _time.GetTimestamp();
                Line($"{title}: {Math.Floor(100 * share)} %");
            }
        });
    }
}
