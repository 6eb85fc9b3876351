/** The programs of docs/library.md. */
package com.example.programs;
