namespace ClvActors.Learning.Tests.Trees.LightGbmText;

/// <summary>A small model as LightGBM writes it, put together by hand: numeric and categorical splits, NaN, and a constant tree.</summary>
internal static class SampleModel
{
    internal const string Text = """
        tree
        version=v4
        num_class=1
        num_tree_per_iteration=1
        label_index=0
        max_feature_idx=2
        objective=regression
        feature_names=age color größe
        feature_infos=[0:90] 1:2:40 none
        tree_sizes=420 275 229

        Tree=0
        num_leaves=4
        num_cat=1
        split_feature=0 1 0
        split_gain=12.5 3.25 1.23457e+06
        threshold=30.500000000000004 0 10.1
        decision_type=10 1 2
        left_child=1 -1 -2
        right_child=2 -3 -4
        leaf_value=1.5 -0.25 0.10000000000000001 4
        leaf_weight=10 20 30 40
        leaf_count=10 20 30 40
        internal_value=0.5 0.1 1.00001e-05
        internal_weight=100 40 60
        internal_count=100 40 60
        cat_boundaries=0 2
        cat_threshold=6 256
        is_linear=0
        shrinkage=1


        Tree=1
        num_leaves=2
        num_cat=0
        split_feature=1
        split_gain=inf
        threshold=1.0000000180025095e-35
        decision_type=4
        left_child=-1
        right_child=-2
        leaf_value=-1 1
        leaf_weight=50 50
        leaf_count=50 50
        internal_value=0
        internal_weight=100
        internal_count=100
        is_linear=0
        shrinkage=0.05


        Tree=2
        num_leaves=1
        num_cat=0
        split_feature=
        split_gain=
        threshold=
        decision_type=
        left_child=
        right_child=
        leaf_value=0.125
        leaf_weight=0
        leaf_count=100
        internal_value=
        internal_weight=
        internal_count=
        is_linear=0
        shrinkage=1


        end of trees

        feature_importances:
        age=2
        color=2

        parameters:
        [boosting: gbdt]
        [data: ]
        [note: a: b [c]]

        end of parameters

        pandas_categorical:[["red", "blue"]]

        """;
}
