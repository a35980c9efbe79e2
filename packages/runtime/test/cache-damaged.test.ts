import { describe, expect, test } from "vitest";

import { placeInCache, replaceDamaged } from "../src/load/cache/place-in-cache.js";
import {
  type CacheWorld,
  cacheWorld,
  failing,
  FILE,
  fileIn,
  filesOf,
  FOLDER,
  garbage,
  item,
  PACKAGE,
  ROOT,
  type Setting,
  TEMP_FILE,
  writesHome,
} from "./cache-world.js";

const bytes = item.bytes();

describe("after a failed load", () => {
  const damaged = (setting: Setting = {}): CacheWorld => {
    const world = cacheWorld({
      entries: { [ROOT]: {}, [PACKAGE]: {}, [FOLDER]: {}, [FILE]: { bytes: garbage } },
      ...setting,
    });
    expect(placeInCache(item, world).wrote).toBe(false);
    return world;
  };

  test("a damaged file is replaced, once", () => {
    const world = damaged();
    expect(replaceDamaged(item, FILE, world)).toBe(FILE);
    expect(world.contents.get(FILE)).toEqual(bytes);
    expect(filesOf(world)).toEqual([FILE]);
    world.contents.set(FILE, garbage);
    expect(replaceDamaged(item, FILE, world)).toBe(null);
    expect(world.contents.get(FILE)).toEqual(garbage);
  });

  test("a sound file is left", () => {
    const world = cacheWorld();
    placeInCache(item, world);
    const changes = world.log.length;
    expect(replaceDamaged(item, FILE, world)).toBe(null);
    expect(world.log).toHaveLength(changes);
  });

  test("another process has replaced it: tried again", () => {
    const world = damaged();
    world.contents.set(FILE, bytes);
    world.entries.set(FILE, { ...fileIn(world), inode: 99 });
    expect(replaceDamaged(item, FILE, world)).toBe(FILE);
  });

  test("a cleaning has moved it away and back: tried again", () => {
    const world = cacheWorld();
    placeInCache(item, world);
    world.rename(FOLDER, `${FOLDER}.old`);
    world.rename(`${FOLDER}.old`, FOLDER);
    expect(replaceDamaged(item, FILE, world)).toBe(FILE);
  });

  test("it has been removed: written anew", () => {
    const world = damaged();
    world.remove(FOLDER);
    expect(replaceDamaged(item, FILE, world)).toBe(FILE);
    expect(world.contents.get(FILE)).toEqual(bytes);
  });

  test("it cannot be replaced: another place, with a warning", () => {
    const world = damaged({ before: failing("EROFS", writesHome) });
    expect(replaceDamaged(item, FILE, world)).toBe(TEMP_FILE);
    expect(world.contents.get(TEMP_FILE)).toEqual(bytes);
    expect(world.warnings).toHaveLength(1);
  });

  test("a path that was not handed out is not touched", () => {
    const world = cacheWorld({ entries: { "/usr/lib/x.node": { bytes: garbage } } });
    expect(replaceDamaged(item, "/usr/lib/x.node", world)).toBe(null);
    expect(world.log).toEqual([]);
  });
});
