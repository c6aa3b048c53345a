import { existsSync } from 'node:fs';

/** Where Debian's package `libfaketime` keeps the library, on 64-bit Intel and ARM. */
const PLACES = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map((machine) => `/usr/lib/${machine}/faketime/libfaketimeMT.so.1`);

/** The library that lies to one process about the time; undefined when the host has none. */
export const FAKETIME_LIBRARY = PLACES.find((place) => existsSync(place));
