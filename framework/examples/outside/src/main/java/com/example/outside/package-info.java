/** A program of another project, built on what is deployed alone: poms, jars and native libraries. */
package com.example.outside;
