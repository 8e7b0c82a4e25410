/** Declares one named test: the runner's own `test`, or whoever else wants to run the kit. */
export type Declare = (name: string, work: () => void | Promise<void>) => void;
