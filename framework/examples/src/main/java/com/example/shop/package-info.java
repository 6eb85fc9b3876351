/** A family of teachers of a shop's own, as it would lie in a jar beside hetcomp's: docs/add-a-teacher.md. */
package com.example.shop;
