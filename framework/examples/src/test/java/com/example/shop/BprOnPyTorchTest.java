package com.example.shop;

class BprOnPyTorchTest extends BprContract {
    @Override
    protected String engine() {
        return "pytorch";
    }
}
