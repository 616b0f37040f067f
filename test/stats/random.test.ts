import { expect } from "chai";
import fc from "fast-check";
import { randomStream, shuffle } from "../../src/stats/random.ts";

const draw = (seed: number, name: string, count = 5) => {
  const random = randomStream(seed, name);
  return Array.from({ length: count }, random);
};

describe("random streams", () => {
  it("give the same numbers for the same seed and name, on every machine", () => {
    expect(draw(12345, "folds", 3)).to.deep.equal([0.8966009053401649, 0.3358306479640305, 0.017543082358315587]);
  });

  it("give other numbers for another seed or another name", () => {
    const first = [draw(0, "a"), draw(1, "a"), draw(0, "b"), draw(12345, "a")].map(([number]) => number);
    expect(new Set(first).size).to.equal(4);
  });

  it("do not disturb each other", () => {
    const alone = draw(1, "a", 4);
    const a = randomStream(1, "a");
    const b = randomStream(1, "b");
    const mixed = alone.map(() => {
      b();
      return a();
    });
    expect(mixed).to.deep.equal(alone);
  });

  it("stay within [0, 1) and spread over it", () => {
    const numbers = draw(7, "spread", 10000);
    expect(numbers.every((number) => number >= 0 && number < 1)).to.equal(true);
    const tenths = Array.from({ length: 10 }, (_, i) => numbers.filter((n) => Math.floor(10 * n) === i).length);
    for (const count of tenths) expect(count).to.be.within(850, 1150);
  });
});

describe("shuffling", () => {
  it("keeps every item, and leaves the array it was given alone", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9)), fc.nat(), (items, seed) => {
        const before = [...items];
        const mixed = shuffle(items, randomStream(seed, "s"));
        expect(items).to.deep.equal(before);
        expect([...mixed].sort()).to.deep.equal([...items].sort());
      }),
    );
  });

  it("makes every order about equally often", () => {
    const random = randomStream(1, "orders");
    const orders = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const order = shuffle(["a", "b", "c"], random).join("");
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    expect(orders.size).to.equal(6);
    for (const count of orders.values()) expect(count).to.be.within(880, 1120);
  });
});
