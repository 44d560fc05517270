package org.iclsweep.measure;

/**
 * How far a model and a learner agree on an evaluation set; g is ∂ŷ/∂x_query, the linear model that
 * the forward pass has learned in its context.
 *
 * @param predictionDifference mean over tasks of |ŷ_model - ŷ_learner|
 * @param modelDifference mean over tasks of ‖g_model - g_learner‖
 * @param cosine mean over tasks of ⟨g_model, g_learner⟩ / ((‖g_model‖ + 1e-8) (‖g_learner‖ + 1e-8))
 * @see <a href="https://arxiv.org/abs/2212.07677">von Oswald et al. (2022), section 3</a>
 */
public record Agreement(double predictionDifference, double modelDifference, double cosine) {}
