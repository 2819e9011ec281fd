/** A value that passes through the database or a socket unchanged. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
