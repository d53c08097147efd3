using System.Text;

namespace ClvActors.CommandLine.Output;

/// <summary>A text file that takes its name when it is complete.</summary>
/// <remarks>
/// UTF-8 without a byte order mark, LF. It grows as <c>NAME.partial</c>; disposing before <see cref="Complete"/> removes that, so nothing half-written ever stands under
/// the name and an earlier file stays until it is replaced. Not thread-safe.
/// </remarks>
internal sealed class OutputFile : IDisposable
{
    private readonly string _path;
    private readonly string _partialPath;
    private readonly StreamWriter _text;
    private bool _isClosed;

    private OutputFile(string path, string partialPath, StreamWriter text)
    {
        _path = path;
        _partialPath = partialPath;
        _text = text;
    }

    /// <summary>Where to write.</summary>
    public TextWriter Text => _text;

    /// <summary>Where to write UTF-8 instead of <see cref="Text"/>; a file takes one or the other.</summary>
    public Stream Bytes => _text.BaseStream;

    /// <summary>Begins a file.</summary>
    /// <exception cref="WrongInputException">The folder is missing or not writable, or the name is a folder's.</exception>
    public static OutputFile Create(string path)
    {
        if (Directory.Exists(path))
        {
            throw new WrongInputException($"{path}: is a folder, not a file");
        }

        string partialPath = path + ".partial";
        try
        {
            StreamWriter text = new(partialPath, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16) { NewLine = "\n" };
            return new OutputFile(path, partialPath, text);
        }
        catch (DirectoryNotFoundException missing)
        {
            throw new WrongInputException($"{path}: cannot be written, its folder does not exist", missing);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new WrongInputException($"{path}: cannot be written: {failed.Message}", failed);
        }
    }

    /// <summary>Ends the file and gives it its name.</summary>
    /// <exception cref="WrongInputException">The disk refuses.</exception>
    public void Complete()
    {
        try
        {
            Text.Dispose();
            File.Move(_partialPath, _path, overwrite: true);
            _isClosed = true;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new WrongInputException($"{_path}: cannot be written: {failed.Message}", failed);
        }
    }

    /// <summary>Closes the file; one that was not completed is removed.</summary>
    public void Dispose()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        try
        {
            Text.Dispose();
        }
        catch (IOException)
        {
            // A full disk refuses the last buffer too; the file goes away in any case.
        }

        File.Delete(_partialPath);
    }
}
