// What the start page does beyond what a plain form can do.
export {};
