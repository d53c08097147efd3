using System.Reflection;
using ClvActors.Domain.Scoring;
using ClvActors.Orleans.Customers;

namespace ClvActors.Orleans.Tests.Serialization;

/// <summary>All types of the cluster that are stored or travel, and its grain interfaces.</summary>
internal static class SerializedTypes
{
    private static readonly Type[] All = [.. typeof(CustomerCheckpoint).Assembly.GetTypes().Where(type => type.Namespace?.StartsWith("ClvActors", StringComparison.Ordinal) == true)];

    public static Type[] Values { get; } =
        [.. All.Where(type => type.IsDefined(typeof(GenerateSerializerAttribute))).OrderBy(type => type.FullName, StringComparer.Ordinal)];

    public static Type[] Interfaces { get; } =
        [.. All.Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type)).OrderBy(type => type.FullName, StringComparer.Ordinal)];

    /// <summary>Enumerations whose numbers are stored or travel, one of them inside an integer.</summary>
    public static Type[] Enums { get; } =
        [.. Values.SelectMany(MembersOf).Concat(Interfaces.SelectMany(type => type.GetMethods()).SelectMany(method => method.GetParameters()).Select(parameter => (Id: 0U, parameter.Name, Type: parameter.ParameterType)))
            .Select(member => member.Type.IsArray ? member.Type.GetElementType()! : member.Type).Append(typeof(PredictionSource)).Where(type => type.IsEnum).Distinct().OrderBy(type => type.FullName, StringComparer.Ordinal)];

    public static string? AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias;

    /// <summary>The members with an id, ascending.</summary>
    public static IEnumerable<(uint Id, string? Name, Type Type)> MembersOf(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(property => property.IsDefined(typeof(IdAttribute)))
        .Select(property => (property.GetCustomAttribute<IdAttribute>()!.Id, (string?)property.Name, property.PropertyType))
        .OrderBy(member => member.Id);

    public static string NameOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return NameOf(inner) + "?";
        }

        if (type.IsArray)
        {
            return NameOf(type.GetElementType()!) + "[]";
        }

        string name = AliasOf(type) ?? type.Name.Split('`')[0];
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>" : name;
    }
}
