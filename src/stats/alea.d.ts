/** The one generator of seedrandom that we use, imported by itself since the package has five more. */
declare module "seedrandom/lib/alea.js" {
  const alea: (seed: string) => () => number;
  export = alea;
}
