"""Boosted trees of scikit-learn as the flat arrays that `text/trees.py` scores."""

from __future__ import annotations

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from headwater.text.trees import Forest


def laid_out(model: HistGradientBoostingClassifier) -> Forest:
    """The trees as full binary trees: a leaf above the last layer is repeated below."""
    trees = [predictors[0].nodes for predictors in model._predictors]
    depth = max(int(nodes["depth"].max()) for nodes in trees)
    inner = 2**depth - 1
    columns = np.zeros((len(trees), inner), np.int64)
    thresholds = np.zeros((len(trees), inner), np.float32)
    values = np.zeros((len(trees), inner + 1), np.float32)

    def place(tree: int, at: int, node: int) -> None:
        nodes = trees[tree]
        if at >= inner:
            values[tree, at - inner] = nodes[node]["value"]
        elif nodes[node]["is_leaf"]:
            place(tree, 2 * at + 1, node)
            place(tree, 2 * at + 2, node)
        else:
            columns[tree, at] = nodes[node]["feature_idx"]
            thresholds[tree, at] = nodes[node]["num_threshold"]
            place(tree, 2 * at + 1, int(nodes[node]["left"]))
            place(tree, 2 * at + 2, int(nodes[node]["right"]))

    for tree in range(len(trees)):
        place(tree, 0, 0)
    return Forest(columns, thresholds, values, float(model._baseline_prediction[0, 0]))
