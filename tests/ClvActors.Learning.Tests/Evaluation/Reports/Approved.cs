using System.Runtime.CompilerServices;

namespace ClvActors.Learning.Tests.Evaluation.Reports;

/// <summary>Compares text with the file that somebody looked at and approved.</summary>
internal static class Approved
{
    public static void Equal(string name, string actual, [CallerFilePath] string caller = "")
    {
        string path = Path.Combine(Path.GetDirectoryName(caller)!, "Approved", name);
        string expected = File.Exists(path) ? File.ReadAllText(path) : "";
        if (expected == actual)
        {
            return;
        }

        string received = Path.Combine(Path.GetTempPath(), "received-" + name);
        File.WriteAllText(received, actual);
        string[] before = expected.Split('\n');
        string[] now = actual.Split('\n');
        int line = Enumerable.Range(0, Math.Max(before.Length, now.Length)).First(i => before.ElementAtOrDefault(i) != now.ElementAtOrDefault(i));
        Assert.Fail($"{path} differs from {received} at line {line + 1}:\n- {before.ElementAtOrDefault(line)}\n+ {now.ElementAtOrDefault(line)}");
    }
}
