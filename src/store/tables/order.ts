import { customType } from 'drizzle-orm/pg-core';
import { newerFields, type Order } from '../../core/order.ts';
import type { Recipe, RecipeOrder } from '../../core/recipe.ts';

const grown = <Written extends RecipeOrder>(order: Written): Written => ({ ...newerFields, ...order });

/** An order, whatever orders have come to hold since it was written. */
export const orderColumn = customType<{ data: Order; driverData: string | Order }>({
  dataType: () => 'jsonb',
  toDriver: (order) => JSON.stringify(order),
  fromDriver: (value) => grown(typeof value === 'string' ? (JSON.parse(value) as Order) : value),
});

/** A recipe, whose order is read the same way. */
export const recipeColumn = customType<{ data: Recipe; driverData: string | Recipe }>({
  dataType: () => 'jsonb',
  toDriver: (recipe) => JSON.stringify(recipe),
  fromDriver: (value) => {
    const recipe = typeof value === 'string' ? (JSON.parse(value) as Recipe) : value;
    return { ...recipe, order: grown(recipe.order) };
  },
});
