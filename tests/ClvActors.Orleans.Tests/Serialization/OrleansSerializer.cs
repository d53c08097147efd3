using ClvActors.Orleans.Customers;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Session;

namespace ClvActors.Orleans.Tests.Serialization;

/// <summary>The serializer that silos use, without a silo.</summary>
internal static class OrleansSerializer
{
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddSerializer(builder => builder.AddAssembly(typeof(CustomerCheckpoint).Assembly).AddAssembly(typeof(OrleansSerializer).Assembly))
        .BuildServiceProvider();

    /// <summary>Writes and reads values of any type.</summary>
    public static Serializer OfEverything => Services.GetRequiredService<Serializer>();

    /// <summary>Writes and reads values of a known type: what is stored.</summary>
    public static Serializer<T> Of<T>() => Services.GetRequiredService<Serializer<T>>();

    /// <summary>Writes and reads values whose type has to be told: what travels.</summary>
    public static Serializer<object> OfAny => Of<object>();

    /// <summary>Writes a value as its declared type, so that no alias is among the bytes.</summary>
    public static byte[] Write(object value) => (byte[])Typed(value.GetType(), nameof(WriteAs)).Invoke(null, [value])!;

    /// <summary>Reads a value of a declared type.</summary>
    public static object Read(Type type, byte[] bytes) => Typed(type, nameof(ReadAs)).Invoke(null, [bytes])!;

    /// <summary>An object of a type without any member, as the oldest program imaginable would write it.</summary>
    public static byte[] WithoutMembers(Type type)
    {
        using SerializerSession session = Services.GetRequiredService<SerializerSessionPool>().GetSession();
        Writer<PooledBuffer> writer = Writer.CreatePooled(session);
        try
        {
            writer.WriteStartObject(0, type, type);
            writer.WriteEndObject();
            writer.Commit();
            return writer.Output.ToArray();
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>An object's bytes with one more member at its end, whose id is higher than any known.</summary>
    public static byte[] WithOneMoreMember(byte[] bytes)
    {
        using SerializerSession session = Services.GetRequiredService<SerializerSessionPool>().GetSession();
        Writer<PooledBuffer> writer = Writer.CreatePooled(session);
        try
        {
            StringCodec.WriteField(ref writer, 99, "from a newer program");
            writer.Commit();
            return [.. bytes[..^1], .. writer.Output.ToArray(), bytes[^1]];
        }
        finally
        {
            writer.Dispose();
        }
    }

    private static byte[] WriteAs<T>(T value) => Of<T>().SerializeToArray(value);

    private static T ReadAs<T>(byte[] bytes) => Of<T>().Deserialize(bytes)!;

    private static System.Reflection.MethodInfo Typed(Type type, string method) => typeof(OrleansSerializer)
        .GetMethod(method, System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
        .MakeGenericMethod(type);
}
