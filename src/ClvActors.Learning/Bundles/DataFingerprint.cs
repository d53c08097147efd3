namespace ClvActors.Learning.Bundles;

/// <summary>Identifies the data behind a model without holding it.</summary>
/// <param name="File">Name of the file, without its folder.</param>
/// <param name="Sha256">Hash of the stored (compressed) file, small hexadecimal digits.</param>
/// <param name="Lines">Lines read, rejected ones included.</param>
/// <param name="KeptLines">Lines that remained after cleaning.</param>
/// <param name="Customers">Customers with kept purchases.</param>
/// <param name="FirstDate">Date of the first kept purchase.</param>
/// <param name="LastDate">Date of the last kept purchase.</param>
public sealed record DataFingerprint(
    string File, string Sha256, long Lines, long KeptLines, int Customers, DateOnly FirstDate, DateOnly LastDate);
