package org.iclsweep.study;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Words that the field and other programs have for what a study calls otherwise: short names, and
 * keys of other sweep files. They are known in messages only; a study that writes them is wrong.
 */
public final class FieldWords {

  /** The words of each path, without case, hyphens and underscores. */
  private static final Map<String, String> PATHS =
      byWord(
          """
          study = name experiment experimentname studyname project runname jobname
          count = ntrials numtrials numsamples nsamples npoints numpoints
          seed = seeds nseeds numseeds randomseed rngseed trainseed randomstate seedlist
          model.depth = layer layers nlayer nlayers numlayers numhiddenlayers l nblocks numblocks
          model.heads = head nhead nheads numheads numattentionheads h
          model.embedding = dmodel nembd embeddim hiddensize modeldim modelwidth width
          model.key-size = headdim dhead dk keydim dkey
          model.norm = layernorm ln
          model.mlp.widening = mlpratio expansion ffmult
          model.mlp.nonlinearity = activation act
          model.tied = tie shared tieweights recurrent looped
          task.dim = ndim ndims d inputdim xdim dimension nfeatures
          task.context = n ncontext ctx nctx contextlength contextlen nexamples
          task.length = seqlen sequencelength t
          task.noise = noisestd sigma labelnoise
          training.steps = epochs nepochs numepochs maxepochs maxsteps numsteps nsteps trainsteps \
          iters niter niters maxiters iterations numiterations nit
          training.batch = bs batchsize trainbatchsize bsz minibatch
          training.optimizer.kind = opt optim
          training.optimizer.learning-rate = lr eta stepsize baselr maxlr initlr
          training.optimizer.weight-decay = wd decay l2
          training.optimizer.beta1 = b1
          training.optimizer.beta2 = b2
          training.optimizer.epsilon = eps
          training.schedule.kind = scheduler lrscheduler lrschedule
          training.schedule.warmup-steps = warmup nwarmup numwarmupsteps
          training.clip-norm = gradclip maxgradnorm clip gradientclipval clipgradnorm
          measure.every = evalevery logevery evalinterval loginterval logfreq evalfreq
          measure.eval-tasks = neval evalsize numeval testsize
          measure.against = baselines baseline
          """);

  /** The last keys of them that say of what kind a section is. */
  private static final Set<String> KINDS = Set.of("name", "type", "algorithm");

  private static final Map<String, String> SENTENCES =
      byWord(
          """
          Several seeds are an axis: sweep.grid.seed = "0..31". = seeds nseeds numseeds seedlist
          Models here have no dropout. = dropout pdrop dropoutrate
          Where trials run is said on the command line: --cores 4, or --master. = \
          device gpu gpus ngpus numgpus cuda accelerator workers numworkers njobs cores cpus \
          resources resourcespertrial maxconcurrenttrials launcher parallel
          A study sweeps in sweep { grid { ... } }, zip, random or sobol; docs/study-file.md \
          (YAML to HOCON) has what other programs write. = \
          method parameters params searchspace space hydra sweeper defaults axes axis \
          hyperparameters hparams configspace paramspace searchalg searchalgorithm values
          How many points are drawn is the count of a sample, as in sweep.random { count = 100 \
          }. = ntrials numtrials numsamples nsamples maxtrials maxtrialcount runcap
          No metric chooses among trials: all are kept, and asked with sql. = \
          metric metrics objective direction pruner goal
          Results go to results/<study>, or where --out says. = \
          out outdir outputdir logdir savedir resultsdir rundir output checkpointdir
          """);

  private FieldWords() {}

  private static Map<String, String> byWord(String table) {
    Map<String, String> byWord = new HashMap<>();
    for (String line : table.strip().split("\n")) {
      int equals = line.lastIndexOf(" = ");
      Arrays.stream(line.substring(equals + 3).strip().split(" +"))
          .forEach(word -> byWord.put(word, line.substring(0, equals)));
    }
    return Map.copyOf(byWord);
  }

  /** The path of the parameter, or of the study's name, that a key of other programs means. */
  public static Optional<String> path(String key) {
    String section = key.substring(0, Math.max(0, key.lastIndexOf('.')));
    String kind = section.isEmpty() ? "kind" : section + ".kind";
    String word = word(key);
    boolean isKind = KINDS.contains(word) && Parameters.at(kind).isPresent();
    return isKind ? Optional.of(kind) : Optional.ofNullable(PATHS.get(word));
  }

  /** What to do instead of giving this key, a sentence. */
  public static Optional<String> instead(String key) {
    return Optional.ofNullable(SENTENCES.get(word(key)));
  }

  private static String word(String key) {
    return key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }

  /** All paths that words are known for. */
  static Iterable<String> paths() {
    return PATHS.values();
  }
}
